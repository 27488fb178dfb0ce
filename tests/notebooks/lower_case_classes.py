# assignment: ps3
# why: classes in lower case, and a function of the same name as a layer
# right: add_layer, affine, softmax_with_loss
# wrong: relu

# %%
import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))

# %%
class addlayer:
    def forward(self, x, y):
        return x + y

    def backward(self, dout):
        return dout, dout

# %%
class relu:
    def forward(self, x):
        self.mask = x <= 0
        out = x.copy()
        out[self.mask] = 0
        return out

    def backward(self, dout):
        return dout

# %%
class affineLayer:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW = self.x.T @ dout
        self.db = dout.sum(0)
        return dout @ self.W.T

# %%
class softmaxwithloss:
    def forward(self, x, t):
        e = np.exp(x - x.max(axis=1, keepdims=True))
        self.y, self.t = e / e.sum(axis=1, keepdims=True), t
        return -np.sum(t * np.log(self.y + 1e-7)) / len(x)

    def backward(self, dout=1):
        return (self.y - self.t) / len(self.t)
