# assignment: ps3
# why: a colon and a bracket are missing in classes with small letters
# wrong: relu, sigmoid
# told: relu -, sigmoid -
# supplied: -

# %%
import numpy as np
class relu:
    def forward(self, x):
        self.mask = x <= 0
        return np.where(self.mask, 0, x)
    def backward(self, dout)
        return np.where(self.mask, 0, dout)
# %%
class sigmoid:
    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x)
        return self.out
    def backward(self, dout):
        return dout * self.out * (1 - self.out)
