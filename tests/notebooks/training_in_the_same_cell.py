# assignment: ps3
# why: a training loop that never ends, below the class in the same cell
# ends: never
# right: affine, sigmoid
# cells: Timeout

# %%
import numpy as np
rate = 0.1
class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return np.dot(x, self.W) + self.b

    def backward(self, dout):
        self.dW = np.dot(self.x.T, dout)
        self.db = dout.sum(axis=0)
        return np.dot(dout, self.W.T)


layer = Affine(np.ones((2, 2)), np.zeros(2))
for i in range(10**9):
    layer.forward(np.ones((1, 2)))

# %%
class Sigmoid:
    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout):
        return dout * self.out * (1 - self.out)
