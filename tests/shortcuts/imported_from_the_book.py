# assignment: ps3
# why: the book's functions, imported from a file that was not handed in
# earns: 0

# %% setup
import numpy as np

from autograder.selfcheck import check

# %% sigmoid
from common.functions import sigmoid, sigmoid_grad


class Sigmoid:
    def forward(self, x):
        self.x = x
        return sigmoid(x)

    def backward(self, dout):
        return dout * sigmoid_grad(self.x)
