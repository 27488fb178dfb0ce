# %%
import numpy as np

# %% dropout
class Dropout:
    """Entries whose mask is 0 are dropped; what stays is divided by 1 - p."""

    def __init__(self, p):
        self.p = p

    def forward(self, x, mask):
        self.mask = mask
        return x * mask / (1 - self.p)

    def backward(self, dout):
        return dout * self.mask / (1 - self.p)
