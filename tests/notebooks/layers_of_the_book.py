# assignment: ps3
# why: the book's layers, on functions of its other file
# right: sigmoid, relu, softmax_with_loss
# notes: supplied_helper

# %%
import numpy as np
from common.functions import *

# %%
class Relu:
    def __init__(self):
        self.mask = None

    def forward(self, x):
        self.mask = (x <= 0)
        return relu(x)

    def backward(self, dout):
        dx = dout.copy()
        dx[self.mask] = 0
        return dx

# %%
class Sigmoid:
    def __init__(self):
        self.out = None

    def forward(self, x):
        out = sigmoid(x)
        self.out = out
        return out

    def backward(self, dout):
        dx = dout * (1.0 - self.out) * self.out
        return dx

# %%
class SoftmaxWithLoss:
    def forward(self, x, t):
        self.t = t
        self.y = softmax(x)
        self.loss = cross_entropy_error(self.y, self.t)
        return self.loss

    def backward(self, dout=1):
        return (self.y - self.t) / self.t.shape[0]
