# expect: wrong
# misconception: -
# share: 0.75
# why: a global variable in the place of the cache
def affine_forward(x, w, b):
    global kept
    kept = x, w
    return x @ w + b, None

def affine_backward(dout, cache):
    x, w = kept
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)
