# assignment: ps3
# why: functions sigmoid and relu beside no class of that name
# right: mul_layer

# %%
import numpy as np
def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def relu(x):
    return np.maximum(0, x)


RELU_SLOPE = 1.0

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
