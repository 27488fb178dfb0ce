# assignment: ps3
# why: one class hangs when it is asked; the others are not harmed
# ends: never
# right: add_layer
# wrong: mul_layer

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
        while True:
            pass

# %%
class AddLayer:
    def forward(self, x, y):
        return x + y

    def backward(self, dout):
        return dout, dout
