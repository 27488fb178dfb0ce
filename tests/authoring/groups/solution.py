# %%
import numpy as np

# %% group_norm
class GroupNorm:
    """Normalises each group of channels of each example."""
    def __init__(self, gamma, beta, groups):
        self.gamma, self.beta, self.groups = gamma, beta, groups
    def forward(self, x):
        """x of shape (N, C, L), C divisible by groups."""
        N, C, L = x.shape
        g = x.reshape(N, self.groups, -1)
        mean = g.mean(axis=2, keepdims=True)
        self.std = np.sqrt(g.var(axis=2, keepdims=True) + 1e-5)
        self.xhat = ((g - mean) / self.std).reshape(x.shape)
        return self.gamma[None, :, None] * self.xhat + self.beta[None, :, None]
    def backward(self, dout):
        """Set dgamma and dbeta, return dx."""
        self.dgamma = (dout * self.xhat).sum(axis=(0, 2))
        self.dbeta = dout.sum(axis=(0, 2))
        N, C, L = dout.shape
        d = (dout * self.gamma[None, :, None]).reshape(N, self.groups, -1)
        h = self.xhat.reshape(d.shape)
        dx = (d - d.mean(axis=2, keepdims=True) - h * (d * h).mean(axis=2, keepdims=True)) / self.std
        return dx.reshape(dout.shape)

# %% max_pool2d
class MaxPool2d:
    """The largest of each two by two block."""
    def forward(self, x):
        """Return (N, C, H, W) for x of shape (N, C, 2H, 2W)."""
        N, C, H, W = x.shape
        blocks = x.reshape(N, C, H // 2, 2, W // 2, 2)
        out = blocks.max(axis=(3, 5))
        self.mask = blocks == out[:, :, :, None, :, None]
        return out
    def backward(self, dout):
        """Return dx for dout of shape (N, C, H, W)."""
        dx = self.mask * dout[:, :, :, None, :, None]
        N, C, H, _, W, _ = dx.shape
        return dx.reshape(N, C, 2 * H, 2 * W)

# %% kl_loss
def kl_loss(scores, p):
    """The mean of KL(p || softmax(scores)) over the rows, and its gradient by the scores."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    logq = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = np.sum(p * (np.log(p) - logq)) / len(p)
    return loss, (np.exp(logq) - p) / len(p)
