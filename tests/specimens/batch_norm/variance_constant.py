# expect: wrong
# misconception: batchnorm-statistics-constant
# share: 0.5
# why: the variance as a constant
class BatchNorm:
    """Normalises every column over the rows of the batch."""

    def __init__(self, gamma, beta):
        """gamma and beta have shape (D,)."""
        self.gamma, self.beta = gamma, beta
        self.dgamma = self.dbeta = None

    def forward(self, x):
        """Return gamma times the normalised x, plus beta."""
        self.std = np.sqrt(x.var(axis=0) + 1e-5)
        self.xhat = (x - x.mean(axis=0)) / self.std
        return self.gamma * self.xhat + self.beta

    def backward(self, dout):
        """Return dx for the upstream gradient dout; set dgamma and dbeta."""
        self.dgamma = (dout * self.xhat).sum(axis=0)
        self.dbeta = dout.sum(axis=0)
        dxhat = dout * self.gamma
        centred = dxhat - dxhat.mean(axis=0)
        return centred / self.std
