# expect: wrong
# misconception: numeric-instead-of-analytic
# why: one-sided differences, right to four digits only
def formula(x, y):
    sig = lambda s: 1 / (1 + np.exp(-s))
    return (x + sig(y)) / (sig(x) + (x + y) ** 2)


def staged(x, y):
    h = 1e-4
    f = formula(x, y)
    dx = (formula(x + h, y) - f) / h
    dy = (formula(x, y + h) - f) / h
    return f, dx, dy
