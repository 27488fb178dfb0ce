# expect: wrong
# misconception: returns-swapped-order
# share: 0.5
# why: dw before dx
def affine_forward(x, w, b):
    """Return (out, cache) for out = x w + b."""
    out = x @ w + b
    cache = (x, w)
    return out, cache


def affine_backward(dout, cache):
    """Return (dx, dw, db) for the upstream gradient dout."""
    x, w = cache
    dx = dout @ w.T
    dw = x.T @ dout
    db = dout.sum(axis=0)
    return dw, dx, db
