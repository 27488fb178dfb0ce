# assignment: ps3
# why: the id of the one cell that leans on an import is dropped, the others stay
# earns: 0

# %% setup
import numpy as np

from autograder.selfcheck import check

# %%
from common.functions import *


class Sigmoid:
    def forward(self, x):
        self.x = x
        return sigmoid(x)

    def backward(self, dout):
        return dout * sigmoid_grad(self.x)


# %% mul_layer
class MulLayer:
    pass
