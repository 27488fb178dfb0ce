# expect: wrong
# misconception: sign-flipped
# why: left minus right
# before: variable, function, square, exp
def numerical_diff(f, x, eps=1e-4):
    x0 = Variable(as_array(x.data - eps))
    x1 = Variable(as_array(x.data + eps))
    return (f(x0).data - f(x1).data) / (2 * eps)
