# %%
import numpy as np

# %% huber
def huber(y, t):
    """Return the mean Huber loss with threshold 1, and dy."""
    r = y - t
    small = np.abs(r) <= 1
    loss = np.where(small, r ** 2 / 2, np.abs(r) - 0.5).mean()
    return loss, np.where(small, r, np.sign(r)) / len(y)

# %% max_pool
class MaxPool:
    """The largest of each 2 x 2 block."""

    def forward(self, x):
        """Return (N, C, H, W)."""
        N, C, H, W = x.shape
        self.x = x
        blocks = x.reshape(N, C, H // 2, 2, W // 2, 2)
        self.out = blocks.max(axis=(3, 5))
        return self.out

    def backward(self, dout):
        """Return dx."""
        big = self.out.repeat(2, axis=2).repeat(2, axis=3)
        return (self.x == big) * dout.repeat(2, axis=2).repeat(2, axis=3)
