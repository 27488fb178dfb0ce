# assignment: ps3
# why: functions of a module that was not handed in
# earns: 0

# %% setup
import numpy as np

from autograder.selfcheck import check

# %% sigmoid
import common.functions as F


class Sigmoid:
    def forward(self, x):
        self.x = x
        return F.sigmoid(x)

    def backward(self, dout):
        return dout * F.sigmoid_grad(self.x)
