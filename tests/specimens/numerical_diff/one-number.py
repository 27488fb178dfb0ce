# expect: wrong
# share: 0.75
# misconception: scalar-math-on-array
# before: variable, function, square, exp
# why: float() of the difference, so for numbers alone
def numerical_diff(f, x, eps=1e-4):
    y0 = f(Variable(as_array(x.data - eps)))
    y1 = f(Variable(as_array(x.data + eps)))
    return float(y1.data - y0.data) / (2 * eps)
