# expect: wrong
# misconception: diff-data-not-wrapped
# why: f gets arrays instead of variables
# before: variable, function, square, exp
def numerical_diff(f, x, eps=1e-4):
    y0 = f(x.data - eps)
    y1 = f(x.data + eps)
    return (y1.data - y0.data) / (2 * eps)
