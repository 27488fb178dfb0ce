# expect: wrong
# misconception: bias-grad-times-bias
# why: the bias in its own gradient
def affine_forward(x, w, b):
    return x @ w + b, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0) * b
