# assignment: ps3
# why: everything from a file that was not handed in
# earns: 0

# %% setup
import numpy as np

from autograder.selfcheck import check

# %% sigmoid
from common.functions import *


class Sigmoid:
    def forward(self, x):
        self.x = x
        return sigmoid(x)

    def backward(self, dout):
        return dout * sigmoid_grad(self.x)
