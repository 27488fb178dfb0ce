# assignment: ps3
# why: a layer that draws its weights in single precision, and keeps a list of gradients like them
# right: affine

# %%
import numpy as np


class Linear:
    def __init__(self, in_dim, out_dim):
        self.W = (np.random.randn(in_dim, out_dim) / np.sqrt(in_dim)).astype('f')
        self.b = np.zeros(out_dim, dtype='f')
        self.params = [self.W, self.b]
        self.grads = [np.zeros_like(self.W), np.zeros_like(self.b)]

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.grads[0][...] = self.x.T @ dout
        self.grads[1][...] = dout.sum(axis=0)
        return dout @ self.W.T
