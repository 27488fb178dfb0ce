# assignment: ps3
# why: helpers from a file of the learner with another name
# right: softmax_with_loss
# notes: supplied_helper

# %%
import numpy as np
from my_dl.utils.activations import softmax
from .losses import cross_entropy_error

# %%
class SoftmaxWithLoss:
    def __init__(self):
        self.y = None
        self.t = None

    def forward(self, x, t):
        self.t = t
        self.y = softmax(x)
        self.loss = cross_entropy_error(self.y, self.t)
        return self.loss

    def backward(self, dout=1):
        return (self.y - self.t) / self.t.shape[0]
