# expect: wrong
# misconception: as-array-missing
# why: x.data + eps is no ndarray when x is a single number
# before: variable, function, square, exp
def numerical_diff(f, x, eps=1e-4):
    x0 = Variable(x.data - eps)
    x1 = Variable(x.data + eps)
    return (f(x1).data - f(x0).data) / (2 * eps)
