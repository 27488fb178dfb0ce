# expect: wrong
# misconception: dtype-int-truncation
# why: the result is put into an array of ints
# before: variable, function, square, exp
def numerical_diff(f, x, eps=1e-4):
    x0 = Variable(as_array(x.data - eps))
    x1 = Variable(as_array(x.data + eps))
    grad = np.zeros(x.data.shape, dtype=int)
    grad[...] = (f(x1).data - f(x0).data) / (2 * eps)
    return grad
