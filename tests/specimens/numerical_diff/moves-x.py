# expect: wrong
# misconception: diff-mutates-x
# why: x is moved and never put back, so the second point is x itself
# before: variable, function, square, exp
def numerical_diff(f, x, eps=1e-4):
    x.data = as_array(x.data + eps)
    y1 = f(x).data
    x.data = as_array(x.data - eps)
    y0 = f(x).data
    return (y1 - y0) / (2 * eps)
