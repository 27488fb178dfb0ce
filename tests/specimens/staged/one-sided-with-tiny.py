# expect: wrong
# misconception: numeric-instead-of-analytic
# why: the step has a name of its own
def staged(x, y):
    def value(u, v):
        return (u + 1 / (1 + np.exp(-v))) / (1 / (1 + np.exp(-u)) + (u + v) ** 2)

    tiny = 1e-6
    here = value(x, y)
    return here, (value(x + tiny, y) - here) / tiny, (value(x, y + tiny) - here) / tiny
