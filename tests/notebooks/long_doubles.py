# assignment: ps3
# why: numbers of more digits than usual are numbers
# right: sigmoid
# wrong: relu

# %%
import numpy as np


class Sigmoid:
    def forward(self, x):
        self.out = 1 / (1 + np.exp(-np.asarray(x, dtype=np.longdouble)))
        return self.out

    def backward(self, dout):
        return dout * self.out * (1 - self.out)


class Relu:
    def forward(self, x):
        self.x = np.asarray(x, dtype=np.longdouble)
        return np.maximum(self.x, 0)

    def backward(self, dout):
        return dout * self.x
