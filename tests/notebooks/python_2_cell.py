# assignment: ps3
# why: one cell is Python 2
# right: mul_layer, add_layer
# skipped: Python 2

# %%
import numpy as np

# %%
print "hello"
for i in range(3):
    print i, i ** 2
try:
    pass
except Exception, e:
    print e
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
