# expect: right
# why: an inner function, np.array, half the difference
# before: variable, function, square, exp
def numerical_diff(f, x, eps=1e-4):
    def at(shift):
        return f(Variable(np.array(x.data + shift))).data

    return 0.5 * (at(eps) - at(-eps)) / eps
