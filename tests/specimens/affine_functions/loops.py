# expect: right
# why: loops, lists and an object of a class
class Cache:
    pass

def affine_forward(x, w, b):
    cache = Cache()
    cache.x, cache.w = x, w
    out = np.zeros((x.shape[0], w.shape[1]))
    for n in range(x.shape[0]):
        for m in range(w.shape[1]):
            out[n, m] = sum(x[n, d] * w[d, m] for d in range(w.shape[0])) + b[m]
    return [out, cache]

def affine_backward(dout, cache):
    dx = np.array([[sum(dout[n] * cache.w[d]) for d in range(len(cache.w))] for n in range(len(dout))])
    dw = sum(np.outer(cache.x[n], dout[n]) for n in range(len(dout)))
    return [dx, dw, sum(dout)]
