# assignment: ps3
# why: the two functions are left as they were and called all the same
# earns: 0

# %% setup
import numpy as np

from autograder.selfcheck import check


# %% softmax_with_loss
def softmax(x):
    raise NotImplementedError()


def cross_entropy_error(x, t):
    raise NotImplementedError()


class SoftmaxWithLoss:
    def forward(self, x, t):
        self.t = t
        self.y = softmax(x)
        return cross_entropy_error(self.y, t)

    def backward(self, dout=1):
        return dout * (self.y - self.t) / len(self.t)
