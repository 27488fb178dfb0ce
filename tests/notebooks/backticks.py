# assignment: ps3
# why: a cell of Python 2 that nothing makes Python 3; the others count
# right: mul_layer
# cells: SyntaxError

# %%
import numpy as np

# %%
exec "x = 1"
print `x`

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
