# expect: wrong
# misconception: diff-divides-by-eps
# why: divided by eps instead of 2 eps
# before: variable, function, square, exp
def numerical_diff(f, x, eps=1e-4):
    x0 = Variable(as_array(x.data - eps))
    x1 = Variable(as_array(x.data + eps))
    return (f(x1).data - f(x0).data) / eps
