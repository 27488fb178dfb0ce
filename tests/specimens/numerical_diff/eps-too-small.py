# expect: wrong
# misconception: diff-eps-too-small
# why: a step that vanishes in the float
# before: variable, function, square, exp
def numerical_diff(f, x, eps=1e-17):
    x0 = Variable(as_array(x.data - eps))
    x1 = Variable(as_array(x.data + eps))
    return (f(x1).data - f(x0).data) / (2 * eps)
