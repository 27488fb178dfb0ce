# expect: wrong
# misconception: diff-half-step
# why: steps of eps / 2, divided by 2 eps
# before: variable, function, square, exp
def numerical_diff(f, x, eps=1e-4):
    x0 = Variable(as_array(x.data - eps / 2))
    x1 = Variable(as_array(x.data + eps / 2))
    return (f(x1).data - f(x0).data) / (2 * eps)
