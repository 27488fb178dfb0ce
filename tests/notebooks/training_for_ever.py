# assignment: ps3
# why: a training loop that never ends, in a cell of its own before other work
# ends: never
# right: relu, sigmoid
# cells: Timeout

# %%
import numpy as np
class Relu:
    def forward(self, x):
        self.positive = x > 0
        return np.where(self.positive, x, 0)

    def backward(self, dout):
        return dout * self.positive

# %%
loss = 0
for i in range(10**9):
    loss += i

# %%
class Sigmoid:
    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout):
        return dout * self.out * (1 - self.out)
