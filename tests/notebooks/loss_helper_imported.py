# assignment: ps3
# why: a helper from a file that was not handed in
# wrong: softmax_with_loss
# told: softmax_with_loss -
# supplied: -

# %%
import numpy as np
from layers.measures import measured_by_us
class SoftmaxWithLoss:
    def forward(self, x, t):
        self.t = t
        e = np.exp(x - x.max(axis=1, keepdims=True))
        self.y = e / e.sum(axis=1, keepdims=True)
        return measured_by_us(self.y, t)
    def backward(self, dout=1):
        return (self.y - self.t) / self.t.shape[0] * dout
