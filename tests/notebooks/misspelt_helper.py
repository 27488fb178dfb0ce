# assignment: ps3
# why: a helper that is misspelt is not supplied
# wrong: softmax_with_loss

# %%
from common.functions import *


class SoftmaxWithLoss:
    def forward(self, x, t):
        self.t = t
        self.y = softmax(x)
        return cross_entropy_erroro(self.y, self.t)

    def backward(self, dout=1):
        return (self.y - self.t) / self.t.shape[0]
