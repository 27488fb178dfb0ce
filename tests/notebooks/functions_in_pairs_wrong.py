# assignment: ps3
# why: CS231n's pairs with mistakes: gradients in the wrong order, an untransposed product, a sum for a mean
# wrong: affine, relu, softmax_with_loss

# %%
import numpy as np

# %%
def affine_forward(x, w, b):
    return x @ w + b, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    dx = dout @ w.T
    dw = x.T @ dout
    db = dout.sum(axis=0)
    return dw, dx, db.mean()

# %%
def relu_forward(x):
    return np.maximum(0, x), x


def relu_backward(dout, cache):
    return dout * cache

# %%
def softmax_loss(x, y):
    probs = np.exp(x - np.max(x, axis=1, keepdims=True))
    probs /= np.sum(probs, axis=1, keepdims=True)
    N = x.shape[0]
    loss = -np.sum(np.log(probs[np.arange(N), y])) / N
    dx = probs.copy()
    dx[np.arange(N), y] -= 1
    return loss, dx
