# expect: right
# why: a cache that is a function
def affine_forward(x, w, b):
    def back(dout):
        return dout @ w.T, x.T @ dout, np.ones(len(dout)) @ dout
    return np.einsum("nd,dm->nm", x, w) + b, back

def affine_backward(dout, cache):
    return cache(dout)
