# expect: wrong
# misconception: diff-one-sided
# why: the other side only
# before: variable, function, square, exp
def numerical_diff(f, x, eps=1e-4):
    x0 = Variable(as_array(x.data - eps))
    return (f(x).data - f(x0).data) / eps
