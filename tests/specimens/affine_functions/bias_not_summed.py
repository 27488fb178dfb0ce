# expect: wrong
# misconception: bias-grad-not-summed
# share: 0.75
# why: db of a row a sample
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
    db = dout
    return dx, dw, db
