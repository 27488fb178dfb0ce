# assignment: ps3
# why: a function has a name of the class that is asked for, and the class another one
# right: relu

# %%
import numpy as np


def ReLU(x):
    return np.maximum(0, x)


class ReluLayer:
    def forward(self, x):
        self.x = x
        return ReLU(x)

    def backward(self, dout):
        return dout * (self.x > 0)
