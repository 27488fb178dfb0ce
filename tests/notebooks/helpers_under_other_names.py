# assignment: ps3
# why: helpers from files of one's own, under names of one's own, the answers before the probabilities
# right: softmax_with_loss, sigmoid

# %%
import numpy as np
from ch04.ex03 import cross_entropy
from . import activations
import ch03.functions as fn

# %%
class Sigmoid:
    def forward(self, x):
        self.out = activations.sigmoid_function(x)
        return self.out

    def backward(self, dout):
        return dout * (1.0 - self.out) * self.out

# %%
class SoftmaxWithLoss:
    def forward(self, x, t):
        self.t = t
        self.y = fn.softmax(x)
        self.loss = cross_entropy(t, self.y)
        return self.loss

    def backward(self, dout=1):
        return (self.y - self.t) / self.t.shape[0]
