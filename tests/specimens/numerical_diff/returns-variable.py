# expect: wrong
# misconception: returns-variable
# why: the result is wrapped in a Variable
# before: variable, function, square, exp
def numerical_diff(f, x, eps=1e-4):
    x0 = Variable(as_array(x.data - eps))
    x1 = Variable(as_array(x.data + eps))
    return Variable(as_array((f(x1).data - f(x0).data) / (2 * eps)))
