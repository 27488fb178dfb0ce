# assignment: ps3
# why: tabs and spaces mixed as Python 2 allowed it
# right: add_layer, mul_layer
# skipped: tabs

# %%
import numpy as np

# %%
class AddLayer:
    def forward(self, x, y):
	return x + y

    def backward(self, dout):
	dx = dout
        dy = dout
        return dx, dy

# %%
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
