# %% right: another formula 1, in layer_norm
class LayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x):
        self.x = x
        mu = np.mean(x, axis=-1)[:, None]
        self.c = x - mu
        v = np.mean(self.c**2, axis=-1)[:, None]
        self.inv = (v + 1e-5) ** -0.5
        self.h = self.c * self.inv
        return self.h * self.gamma + self.beta
    def backward(self, dout):
        N, D = self.x.shape
        self.dbeta = np.sum(dout, 0)
        self.dgamma = np.einsum("nd,nd->d", dout, self.h)
        dh = dout * self.gamma
        dv = np.sum(dh * self.c, axis=1, keepdims=True) * -0.5 * self.inv**3
        dc = dh * self.inv + dv * 2 * self.c / D
        return dc - dc.mean(axis=1, keepdims=True)

# %% wrong: axis 0, in layer_norm
class LayerNorm:
    """Normalises each row."""

    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta

    def forward(self, x):
        """Return gamma * (x - mean) / sqrt(var + 1e-5) + beta, row by row."""
        self.std = np.sqrt(x.var(axis=0) + 1e-5)
        self.xhat = (x - x.mean(axis=1, keepdims=True)) / self.std
        return self.gamma * self.xhat + self.beta

    def backward(self, dout):
        """Set dgamma and dbeta, return dx."""
        self.dbeta = dout.sum(axis=0)
        self.dgamma = (dout * self.xhat).sum(axis=0)
        g = dout * self.gamma
        D = g.shape[1]
        return (g - g.mean(axis=1, keepdims=True) - self.xhat * (g * self.xhat).mean(axis=1, keepdims=True)) / self.std

# %% wrong: no mean, in layer_norm
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
        return (g - self.xhat * (g * self.xhat).mean(axis=1, keepdims=True)) / self.std

# %% wrong: dgamma, in layer_norm
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
        self.dgamma = dout.sum(axis=0)
        g = dout * self.gamma
        D = g.shape[1]
        return (g - g.mean(axis=1, keepdims=True) - self.xhat * (g * self.xhat).mean(axis=1, keepdims=True)) / self.std

# %% wrong: eps, in layer_norm
class LayerNorm:
    """Normalises each row."""

    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta

    def forward(self, x):
        """Return gamma * (x - mean) / sqrt(var + 1e-2) + beta, row by row."""
        self.std = np.sqrt(x.var(axis=1, keepdims=True) + 1e-2)
        self.xhat = (x - x.mean(axis=1, keepdims=True)) / self.std
        return self.gamma * self.xhat + self.beta

    def backward(self, dout):
        """Set dgamma and dbeta, return dx."""
        self.dbeta = dout.sum(axis=0)
        self.dgamma = (dout * self.xhat).sum(axis=0)
        g = dout * self.gamma
        D = g.shape[1]
        return (g - g.mean(axis=1, keepdims=True) - self.xhat * (g * self.xhat).mean(axis=1, keepdims=True)) / self.std

# %% right: another formula 1, in cosine
class Cosine:
    def forward(self, a, b):
        self.u = a / np.sqrt(sum(a ** 2)); self.v = b / np.sqrt(sum(b ** 2))
        self.a, self.b = a, b
        return float(np.dot(self.u, self.v))
    def backward(self, dout):
        c = np.dot(self.u, self.v)
        return (dout * (self.v - c * self.u) / np.sqrt(sum(self.a ** 2)),
                dout * (self.u - c * self.v) / np.sqrt(sum(self.b ** 2)))

# %% wrong: dot, in cosine
class Cosine:
    """The cosine of the angle between two vectors."""

    def forward(self, a, b):
        """Return a number."""
        self.a, self.b = a, b
        self.na, self.nb = np.linalg.norm(a), np.linalg.norm(b)
        self.c = a @ b
        return self.c

    def backward(self, dout):
        """Return da, db."""
        da = dout * (self.b / (self.na * self.nb) - self.c * self.a / self.na ** 2)
        db = dout * (self.a / (self.na * self.nb) - self.c * self.b / self.nb ** 2)
        return da, db

# %% wrong: half, in cosine
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
        da = dout * (self.b / (self.na * self.nb) )
        db = dout * (self.a / (self.na * self.nb) - self.c * self.b / self.nb ** 2)
        return da, db

# %% wrong: swap, in cosine
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
        return db, da

# %% wrong: upstream, in cosine
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
        da = (self.b / (self.na * self.nb) - self.c * self.a / self.na ** 2)
        db = dout * (self.a / (self.na * self.nb) - self.c * self.b / self.nb ** 2)
        return da, db

# %% wrong: norm, in cosine
class Cosine:
    """The cosine of the angle between two vectors."""

    def forward(self, a, b):
        """Return a number."""
        self.a, self.b = a, b
        self.na, self.nb = np.abs(a).sum(), np.abs(b).sum()
        self.c = a @ b / (self.na * self.nb)
        return self.c

    def backward(self, dout):
        """Return da, db."""
        da = dout * (self.b / (self.na * self.nb) - self.c * self.a / self.na ** 2)
        db = dout * (self.a / (self.na * self.nb) - self.c * self.b / self.nb ** 2)
        return da, db
