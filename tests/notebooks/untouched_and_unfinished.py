# assignment: ps3
# why: forward alone is not enough; a class of another kind is no answer
# wrong: sigmoid

# %%
import numpy as np
class Sigmoid:
    def __init__(self):
        self.out = None

    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

# %%
class Relu:
    def forward(self, x):
        raise NotImplementedError()

    def backward(self, dout):
        raise NotImplementedError()
