# %% right: where
class Dropout:
    def __init__(self, p):
        self.keep = 1 - p

    def forward(self, x, mask):
        self.kept = mask == 1
        return np.where(self.kept, x, 0) / self.keep

    def backward(self, dout):
        return np.where(self.kept, dout, 0) / self.keep

# %% right: boolean indexing
class Dropout:
    def __init__(self, p):
        self.p = p

    def forward(self, x, mask):
        self.mask = mask
        out = x / (1 - self.p)
        out[~mask] = 0
        return out

    def backward(self, dout):
        dx = np.zeros(dout.shape)
        dx[self.mask] = dout[self.mask] / (1 - self.p)
        return dx

# %% right: as floats
class Dropout:
    def __init__(self, p):
        self.p = p

    def forward(self, x, mask):
        self.scaled = mask.astype(float) * (1.0 / (1.0 - self.p))
        return np.multiply(x, self.scaled)

    def backward(self, dout):
        return np.multiply(dout, self.scaled)

# %% wrong: not scaled
class Dropout:
    def __init__(self, p):
        self.p = p

    def forward(self, x, mask):
        self.mask = mask
        return x * mask

    def backward(self, dout):
        return dout * self.mask

# %% wrong: the gradient passes everywhere
class Dropout:
    def __init__(self, p):
        self.p = p

    def forward(self, x, mask):
        return x * mask / (1 - self.p)

    def backward(self, dout):
        return dout / (1 - self.p)

# %% wrong: divided by p
class Dropout:
    def __init__(self, p):
        self.p = p

    def forward(self, x, mask):
        self.mask = mask
        return x * mask / self.p

    def backward(self, dout):
        return dout * self.mask / self.p
