# assignment: ps3
# why: methods misspelt, and called by that name
# right: mul_layer, add_layer

# %%
import numpy as np
class MulLayer:
    def __init__(self):
        self.x = None
        self.y = None

    def forword(self, x, y):
        self.x = x
        self.y = y
        return x * y

    def backword(self, dout):
        return dout * self.y, dout * self.x

# %%
class AddLayer:
    def forword(self, x, y):
        return x + y

    def backword(self, dout):
        return dout, dout

# %%
m = MulLayer()
print(m.forword(2, 3), m.backword(1))
