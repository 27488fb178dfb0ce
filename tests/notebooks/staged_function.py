# assignment: ps2
# why: a function that returns a list, beside one with another order of shapes
# right: staged
# wrong: matmul_grad

# %%
import numpy as np

def sigma(v):
    return 1 / (1 + np.exp(-v))

def staged(x, y):
    num, den = x + sigma(y), sigma(x) + (x + y) ** 2
    f = num / den
    dnum, dden = 1 / den, -num / den ** 2
    dx = dnum + dden * (sigma(x) * (1 - sigma(x)) + 2 * (x + y))
    dy = dnum * sigma(y) * (1 - sigma(y)) + dden * 2 * (x + y)
    return [f, dx, dy]

# %%
def matmul_backward(W, X, dD):
    return X.dot(dD.T), dD.T.dot(W)
