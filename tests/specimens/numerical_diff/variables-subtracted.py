# expect: wrong
# misconception: diff-data-not-unwrapped
# why: a number is added to the variable
# before: variable, function, square, exp
def numerical_diff(f, x, eps=1e-4):
    y0 = f(x - eps)
    y1 = f(x + eps)
    return (y1.data - y0.data) / (2 * eps)
