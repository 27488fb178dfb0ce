# assignment: ps3
# why: a colon is missing in a class that has another name
# wrong: relu
# told: relu -
# supplied: -

# %%
import numpy as np
class ReLU:
    def forward(self, x):
        self.mask = x <= 0
        return np.where(self.mask, 0, x)
    def backward(self, dout)
        return np.where(self.mask, 0, dout)
