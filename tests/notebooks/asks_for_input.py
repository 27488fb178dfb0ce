# assignment: ps3
# why: input() in the same cell, with nobody to answer
# right: mul_layer, add_layer

# %%
import numpy as np
n = int(input('rows: '))
print(n)
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
    def forward(self, x, y):
        return x + y

    def backward(self, dout):
        return dout, dout
