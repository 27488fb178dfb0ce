# assignment: ps4
# why: only the base class is imported, of a step that nobody knows
# right: square
# wrong: exp
# notes: supplied_helper

# %%
import numpy as np
from header import *
from src.core_simple import Function

# %%
class Square(Function):
    def forward(self, x):
        return x ** 2

    def backward(self, gy):
        x = self.inputs[0].data
        return 2 * x * gy

# %%
class Exp(Function):
    def forward(self, x):
        return np.exp(x)

    def backward(self, gy):
        y = self.outputs[0]().data
        return y + gy
