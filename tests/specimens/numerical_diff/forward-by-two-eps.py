# expect: wrong
# misconception: -
# why: forward difference divided by 2 eps: half the derivative
# before: variable, function, square, exp
def numerical_diff(f, x, eps=1e-4):
    x1 = Variable(as_array(x.data + eps))
    return (f(x1).data - f(x).data) / (2 * eps)
