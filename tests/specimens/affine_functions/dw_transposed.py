# expect: wrong
# misconception: -
# share: 0.75
# why: dout.T @ x
def affine_forward(x, w, b):
    """Return (out, cache) for out = x w + b."""
    out = x @ w + b
    cache = (x, w)
    return out, cache


def affine_backward(dout, cache):
    """Return (dx, dw, db) for the upstream gradient dout."""
    x, w = cache
    dx = dout @ w.T
    dw = dout.T @ x
    db = dout.sum(axis=0)
    return dx, dw, db
