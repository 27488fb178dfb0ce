# assignment: ps3
# why: a layer that is called
# right: relu

# %%
import numpy as np
class Relu:
    def __call__(self, x):
        self.positive = x > 0
        return np.where(self.positive, x, 0)

    def backward(self, dout):
        return dout * self.positive
