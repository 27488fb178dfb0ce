# assignment: ps4
# why: functions of the whole library, whose variables calculate
# right: exp
# wrong: square

# %%
import numpy as np
import dezero
from dezero import cuda, utils
from dezero.core import Function, Variable, as_variable, as_array

# %%
class Square(Function):
    def forward(self, x):
        xp = cuda.get_array_module(x)
        return xp.square(x)

    def backward(self, gy):
        x, = self.inputs
        return x * gy

# %%
class Exp(dezero.Function):
    def forward(self, x):
        xp = dezero.cuda.get_array_module(x)
        y = xp.exp(x)
        return y

    def backward(self, gy):
        y = self.outputs[0]()
        gx = gy * y
        return gx


def sin(x):
    return Sin()(x)
