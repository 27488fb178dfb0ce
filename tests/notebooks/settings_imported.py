# assignment: ps3
# why: settings from a file that was not handed in
# wrong: relu
# told: relu -
# supplied: -

# %%
import numpy as np
from config import Config
class Relu:
    def __init__(self):
        self.dtype = Config.dtype
    def forward(self, x):
        self.mask = x <= 0
        return np.where(self.mask, 0, x)
    def backward(self, dout):
        return np.where(self.mask, 0, dout)
