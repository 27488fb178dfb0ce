# assignment: ps3
# why: the derivative that is asked for comes from a file that was not handed in
# wrong: sigmoid

# %%
import numpy as np
from common.functions import sigmoid, sigmoid_grad

# %%
class Sigmoid:
    def forward(self, x):
        self.x = x
        return sigmoid(x)

    def backward(self, dout):
        return dout * sigmoid_grad(self.x)
