# assignment: ps3
# why: functions of variables that are called like layers
# supplied: -

# %%
import numpy as np
class Function:
    def __call__(self, *inputs):
        self.inputs = inputs
        return self.forward(*[x.data for x in inputs])
class Mul(Function):
    def forward(self, x0, x1):
        return x0 * x1
    def backward(self, gy):
        x0, x1 = self.inputs
        return gy * x1, gy * x0
class Add(Function):
    def forward(self, x0, x1):
        return x0 + x1
    def backward(self, gy):
        return gy, gy
class Sigmoid(Function):
    def forward(self, x):
        return 1 / (1 + np.exp(-x))
    def backward(self, gy):
        y = self.outputs[0]()
        return gy * y * (1 - y)
