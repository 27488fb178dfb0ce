# expect: wrong
# misconception: grad-averaged
# share: 0.5
# why: divided by the batch size
def affine_forward(x, w, b):
    """Return (out, cache) for out = x w + b."""
    out = x @ w + b
    cache = (x, w)
    return out, cache


def affine_backward(dout, cache):
    """Return (dx, dw, db) for the upstream gradient dout."""
    x, w = cache
    dx = dout @ w.T
    dw = x.T @ dout / len(x)
    db = dout.mean(axis=0)
    return dx, dw, db
