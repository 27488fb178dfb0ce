# expect: wrong
# misconception: diff-eps-ignored
# why: a step of 0.1 whatever eps is
# before: variable, function, square, exp
def numerical_diff(f, x, eps=1e-4):
    h = 0.1
    x0 = Variable(as_array(x.data - h))
    x1 = Variable(as_array(x.data + h))
    return (f(x1).data - f(x0).data) / (2 * h)
