# assignment: ps3
# why: misspelt names beside a star import
# wrong: relu, sigmoid, softmax_with_loss
# told: relu name-typo, sigmoid name-typo, softmax_with_loss missing-self-prefix
# supplied: softmax, cross_entropy

# %%
import numpy as np
from common.functions import *
class Sigmoid:
    def forward(self, x):
        out = 1 / (1 + np.exp(-x))
        self.out = out
        return out
    def backward(self, dout):
        dx = dot * (1.0 - self.out) * self.out
        return dx
# %%
class Relu:
    def forward(self, x):
        Self.mask = x <= 0
        return np.where(self.mask, 0, x)
    def backward(self, dout):
        return np.where(self.mask, 0, dout)
# %%
class SoftmaxWithLoss:
    def forward(self, x, t):
        self.t = t
        self.y = softmax(x)
        return cross_entropy(self.y, t)
    def backward(self, dout=1):
        return (self.y - self.t) / len(x)
