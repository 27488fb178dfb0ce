# assignment: ps3
# why: the package's own helpers, in a notebook without any id
# earns: 0

# %%
import numpy as np
from autograder.sandbox.helpers import sigmoid, sigmoid_grad


# %%
class Sigmoid:
    def forward(self, x):
        self.x = x
        return sigmoid(x)

    def backward(self, dout):
        return dout * sigmoid_grad(self.x)
