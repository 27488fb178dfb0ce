# assignment: ps3
# why: a method misspelt in one class, called by its right name
# right: sigmoid
# wrong: relu

# %%
import numpy as np
class Sigmoid:
    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout):
        return dout * self.out * (1 - self.out)

# %%
class Relu:
    def forwar(self, x):
        self.positive = x > 0
        return np.where(self.positive, x, 0)

    def backward(self, dout):
        return dout * self.positive

# %%
for layer in (Sigmoid(), Relu()):
    layer.forward(np.ones((2, 2)))
