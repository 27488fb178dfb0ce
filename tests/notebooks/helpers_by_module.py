# assignment: ps3
# why: helpers of the book, imported with their module
# right: softmax_with_loss
# notes: supplied_helper

# %%
import numpy as np
import functions as F

# %%
class SoftmaxWithLoss:
    def __init__(self):
        self.y = None
        self.t = None

    def forward(self, x, t):
        self.t = t
        self.y = F.softmax(x)
        self.loss = F.cross_entropy_error(self.y, self.t)
        return self.loss

    def backward(self, dout=1):
        return (self.y - self.t) / self.t.shape[0]
