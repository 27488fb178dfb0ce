# expect: wrong
# misconception: -
# why: f.forward fits objects of Function, but no function that is composed of several
# before: variable, function, square, exp
def numerical_diff(f, x, eps=1e-4):
    y0 = f.forward(x.data - eps)
    y1 = f.forward(x.data + eps)
    return (y1 - y0) / (2 * eps)
