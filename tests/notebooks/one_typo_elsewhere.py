# assignment: ps3
# why: a name is misspelt in one class, and at the top level
# wrong: mul_layer
# told: mul_layer name-typo
# supplied: -

# %%
import numpy as np
class MulLayer:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y
    def backward(self, dout):
        return dou * self.y, dout * self.x
prnt(3)
