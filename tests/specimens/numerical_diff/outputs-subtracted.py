# expect: wrong
# misconception: diff-data-not-unwrapped
# why: the two variables are subtracted, not their data
# before: variable, function, square, exp
def numerical_diff(f, x, eps=1e-4):
    y0 = f(Variable(as_array(x.data - eps)))
    y1 = f(Variable(as_array(x.data + eps)))
    return (y1 - y0) / (2 * eps)
