# assignment: ps3
# why: ids of another course, but the cells of ours ask for a check
# earns: 0

# %% intro
import numpy as np
from autograder.selfcheck import check

# %% q1
from common.functions import *


class Sigmoid:
    def forward(self, x):
        self.x = x
        return sigmoid(x)

    def backward(self, dout):
        return dout * sigmoid_grad(self.x)


# %% q1_test
check("sigmoid")
