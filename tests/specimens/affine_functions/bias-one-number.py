# expect: wrong
# misconception: bias-grad-scalar-sum
# why: summed over both axes
def affine_forward(x, w, b):
    return x @ w + b, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    return dout @ w.T, x.T @ dout, dout.sum()
