# assignment: ps3
# why: backward returns a dictionary of gradients, or all of them in a row
# right: affine, relu
# wrong: mul_layer

# %%
import numpy as np

# %%
class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        grads = {'x': dout @ self.W.T, 'W': self.x.T @ dout, 'b': dout.sum(axis=0)}
        return grads


class Relu:
    def forward(self, x):
        self.mask = x > 0
        return x * self.mask

    def backward(self, dout):
        return {'dx': dout * self.mask}


class MulLayer:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dout):
        dx = dout * self.y
        dy = dout * self.x
        return dy, dx
