# assignment: ps4
# why: Square over a Function that is nowhere

# %%
import numpy as np

# %%
class Square(Function):
    def forward(self, x):
        return x ** 2

    def backward(self, gy):
        return 2 * self.input.data * gy
