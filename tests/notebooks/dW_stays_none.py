# assignment: ps3
# why: the gradient is kept as dw while dW stays None
# wrong: affine

# %%
import numpy as np
class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b
        self.dW = None

    def forward(self, x):
        self.x = x
        return np.dot(x, self.W) + self.b

    def backward(self, dout):
        self.dw = np.dot(self.x.T, dout)
        self.db = dout.sum(axis=0)
        return np.dot(dout, self.W.T)
