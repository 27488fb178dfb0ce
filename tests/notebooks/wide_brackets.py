# assignment: ps3
# why: full-width brackets in one cell
# right: mul_layer, sigmoid
# wrong: add_layer
# cells: SyntaxError

# %%
import numpy as np
class MulLayer:
    def __init__(self):
        self.x = None
        self.y = None

    def forward(self, x, y):
        self.x = x
        self.y = y
        return x * y

    def backward(self, dout):
        return dout * self.y, dout * self.x

# %%
class AddLayer:
    def forward（self，x，y）:
        return x + y

    def backward(self, dout):
        return dout, dout

# %%
class Sigmoid:
    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout):
        return dout * self.out * (1 - self.out)
