# expect: wrong
# misconception: diff-eps-ignored
# why: eps is set again inside: right as long as nobody chooses another eps
# before: variable, function, square, exp
def numerical_diff(f, x, eps=1e-4):
    eps = 1e-4
    x0 = Variable(as_array(x.data - eps))
    x1 = Variable(as_array(x.data + eps))
    return (f(x1).data - f(x0).data) / (2 * eps)
