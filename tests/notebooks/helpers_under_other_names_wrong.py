# assignment: ps3
# why: the book's own helper with its arguments exchanged, and a loss that nobody averaged
# wrong: softmax_with_loss

# %%
import numpy as np
from common.functions import softmax, cross_entropy_error

# %%
class SoftmaxWithLoss:
    def forward(self, x, t):
        self.t = t
        self.y = softmax(x)
        self.loss = cross_entropy_error(t, self.y)
        return self.loss

    def backward(self, dout=1):
        return (self.y - self.t) / self.t.shape[0]
