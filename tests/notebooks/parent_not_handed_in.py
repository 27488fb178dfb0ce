# assignment: ps3
# why: a method of a parent whose file was not handed in: nobody knows what it kept
# wrong: affine
# told: affine -

# %%
import numpy as np
from mylib.base import Layer


class Affine(Layer):
    def __init__(self, W, b):
        super().__init__()
        self.register(W, b)
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW = self.x.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T
