# assignment: ps3
# why: the two functions are deleted and imported from nowhere
# earns: 0

# %% setup
import numpy as np

from autograder.selfcheck import check

# %% softmax_with_loss
from common.functions import *
from common.functions import softmax, cross_entropy_error


class SoftmaxWithLoss:
    def forward(self, x, t):
        self.t = t
        self.y = softmax(x)
        return cross_entropy_error(self.y, t)

    def backward(self, dout=1):
        return dout * (self.y - self.t) / len(self.t)
