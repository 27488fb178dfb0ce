# assignment: ps3
# why: layers without a memory: backward(x, dout)
# right: relu, sigmoid, mul_layer
# wrong: add_layer

# %%
import numpy as np

# %%
class Sigmoid:
    def forward(self, x):
        return 1.0 / (1.0 + np.exp(-x))

    def backward(self, x, dout):
        fx = self.forward(x)
        return dout * fx * (1 - fx)


class ReLU:
    def forward(self, x):
        return np.maximum(0, x)

    def backward(self, dout, x):
        dx = dout.copy()
        dx[x <= 0] = 0
        return dx


class MulLayer:
    def forward(self, x, y):
        return x * y

    def backward(self, x, y, dout):
        return dout * y, dout * x


class AddLayer:
    def forward(self, x, y):
        return x + y

    def backward(self, x, y, dout):
        return x * dout, y * dout
