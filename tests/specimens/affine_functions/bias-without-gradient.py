# expect: wrong
# misconception: bias-grad-missing
# why: zeros in the shape of b
def affine_forward(x, w, b):
    return x @ w + b, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    return dout @ w.T, x.T @ dout, b * 0
