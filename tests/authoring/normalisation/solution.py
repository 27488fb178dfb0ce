# %%
import numpy as np

# %% layer_norm
class LayerNorm:
    """Normalises each row."""

    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta

    def forward(self, x):
        """Return gamma * (x - mean) / sqrt(var + 1e-5) + beta, row by row."""
        self.std = np.sqrt(x.var(axis=1, keepdims=True) + 1e-5)
        self.xhat = (x - x.mean(axis=1, keepdims=True)) / self.std
        return self.gamma * self.xhat + self.beta

    def backward(self, dout):
        """Set dgamma and dbeta, return dx."""
        self.dbeta = dout.sum(axis=0)
        self.dgamma = (dout * self.xhat).sum(axis=0)
        g = dout * self.gamma
        D = g.shape[1]
        return (g - g.mean(axis=1, keepdims=True) - self.xhat * (g * self.xhat).mean(axis=1, keepdims=True)) / self.std

# %% cosine
class Cosine:
    """The cosine of the angle between two vectors."""

    def forward(self, a, b):
        """Return a number."""
        self.a, self.b = a, b
        self.na, self.nb = np.linalg.norm(a), np.linalg.norm(b)
        self.c = a @ b / (self.na * self.nb)
        return self.c

    def backward(self, dout):
        """Return da, db."""
        da = dout * (self.b / (self.na * self.nb) - self.c * self.a / self.na ** 2)
        db = dout * (self.a / (self.na * self.nb) - self.c * self.b / self.nb ** 2)
        return da, db
