# expect: wrong
# misconception: -
# share: 0.25
# why: backward is not there: forward keeps its point
def affine_forward(x, w, b):
    """Return (out, cache) for out = x w + b."""
    out = x @ w + b
    cache = (x, w)
    return out, cache
