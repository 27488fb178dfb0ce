# expect: wrong
# misconception: method-parameters
# why: eps has no default, so that the call without it fails
# before: variable, function, square, exp
def numerical_diff(f, x, eps):
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    return (right.data - left.data) / (2 * eps)
