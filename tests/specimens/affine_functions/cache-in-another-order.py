# expect: wrong
# misconception: cache-order-exchanged
# why: packed as x, w, b and unpacked as w, x, b: the shapes do not fit, and no product is the wrong way round
def affine_forward(x, w, b):
    out = x.dot(w) + b
    cache = (x, w, b)
    return out, cache


def affine_backward(dout, cache):
    w, x, b = cache
    dx = dout.dot(w.T)
    dw = x.T.dot(dout)
    db = dout.sum(axis=0)
    return dx, dw, db
