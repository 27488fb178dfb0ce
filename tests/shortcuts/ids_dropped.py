# assignment: ps3
# why: somebody else's notebook, to all appearance: the answer is imported
# earns: 0

# %%
import numpy as np
from common.functions import *


# %%
class Sigmoid:
    def forward(self, x):
        self.x = x
        return sigmoid(x)

    def backward(self, dout):
        return dout * sigmoid_grad(self.x)
