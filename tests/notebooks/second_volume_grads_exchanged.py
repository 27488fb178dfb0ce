# assignment: ps3
# why: a list of gradients in another order than its parameters, and one that keeps adding up
# wrong: affine

# %%
import numpy as np

# %%
class Affine:
    def __init__(self, W, b):
        self.params = [W, b]
        self.grads = [np.zeros_like(W), np.zeros_like(b)]

    def forward(self, x):
        W, b = self.params
        self.x = x
        return np.dot(x, W) + b

    def backward(self, dout):
        W, b = self.params
        self.grads[0][...] += np.dot(self.x.T, dout)
        self.grads[1][...] += np.sum(dout, axis=0)
        return np.dot(dout, W.T)
