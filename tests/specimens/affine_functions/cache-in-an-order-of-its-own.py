# expect: right
# why: the gradients come in the order that is asked, the cache in another, both times the same
def affine_forward(x, w, b):
    cache = (w, x)
    return np.dot(x, w) + b, cache


def affine_backward(dout, cache):
    w, x = cache
    dw = np.dot(x.T, dout)
    dx = np.dot(dout, w.T)
    return dx, dw, np.sum(dout, axis=0)
