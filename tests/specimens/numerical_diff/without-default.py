# expect: wrong
# misconception: nothing
# why: eps has no default: Python says so itself, and there is no constructor
# before: variable, function, square, exp
def numerical_diff(f, x, eps):
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    return (right.data - left.data) / (2 * eps)
