# %% right: another formula 1, in huber
def huber(y, t):
    total, dy = 0.0, np.zeros(len(y))
    for i in range(len(y)):
        r = y[i] - t[i]
        if abs(r) <= 1:
            total += 0.5 * r * r
            dy[i] = r
        else:
            total += abs(r) - 0.5
            dy[i] = 1.0 if r > 0 else -1.0
    return total / len(y), dy / len(y)

# %% wrong: sum, in huber
def huber(y, t):
    """Return the mean Huber loss with threshold 1, and dy."""
    r = y - t
    small = np.abs(r) <= 1
    loss = np.where(small, r ** 2 / 2, np.abs(r) - 0.5).sum()
    return loss, np.where(small, r, np.sign(r)) / len(y)

# %% wrong: no sign, in huber
def huber(y, t):
    """Return the mean Huber loss with threshold 1, and dy."""
    r = y - t
    small = np.abs(r) <= 1
    loss = np.where(small, r ** 2 / 2, np.abs(r) - 0.5).mean()
    return loss, np.where(small, r, 1.0) / len(y)

# %% wrong: no N, in huber
def huber(y, t):
    """Return the mean Huber loss with threshold 1, and dy."""
    r = y - t
    small = np.abs(r) <= 1
    loss = np.where(small, r ** 2 / 2, np.abs(r) - 0.5).mean()
    return loss, np.where(small, r, np.sign(r))

# %% wrong: square, in huber
def huber(y, t):
    """Return the mean Huber loss with threshold 1, and dy."""
    r = y - t
    small = np.abs(r) <= 1
    loss = np.where(small, r ** 2 / 2, np.abs(r)).mean()
    return loss, np.where(small, r, np.sign(r)) / len(y)

# %% wrong: mse, in huber
def huber(y, t):
    """Return the mean Huber loss with threshold 1, and dy."""
    r = y - t
    small = np.abs(r) <= 100
    loss = np.where(small, r ** 2 / 2, np.abs(r) - 0.5).mean()
    return loss, np.where(small, r, np.sign(r)) / len(y)

# %% right: another formula 1, in max_pool
class MaxPool:
    def forward(self, x):
        N, C, H, W = x.shape
        out = np.zeros((N, C, H // 2, W // 2))
        self.where = {}
        self.shape = x.shape
        for n in range(N):
            for c in range(C):
                for i in range(H // 2):
                    for j in range(W // 2):
                        block = x[n, c, 2*i:2*i+2, 2*j:2*j+2]
                        a, b = np.unravel_index(block.argmax(), block.shape)
                        self.where[n, c, i, j] = (2*i+a, 2*j+b)
                        out[n, c, i, j] = block[a, b]
        return out
    def backward(self, dout):
        dx = np.zeros(self.shape)
        for (n, c, i, j), (a, b) in self.where.items():
            dx[n, c, a, b] = dout[n, c, i, j]
        return dx

# %% wrong: mean, in max_pool
class MaxPool:
    """The largest of each 2 x 2 block."""

    def forward(self, x):
        """Return (N, C, H, W)."""
        N, C, H, W = x.shape
        self.x = x
        blocks = x.reshape(N, C, H // 2, 2, W // 2, 2)
        self.out = blocks.mean(axis=(3, 5))
        return self.out

    def backward(self, dout):
        """Return dx."""
        big = self.out.repeat(2, axis=2).repeat(2, axis=3)
        return (self.x == big) * dout.repeat(2, axis=2).repeat(2, axis=3)

# %% wrong: everywhere, in max_pool
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
        return np.ones(self.x.shape) * dout.repeat(2, axis=2).repeat(2, axis=3)

# %% wrong: no upstream, in max_pool
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
        return (self.x == big) * 1.0

# %% wrong: min, in max_pool
class MaxPool:
    """The largest of each 2 x 2 block."""

    def forward(self, x):
        """Return (N, C, H, W)."""
        N, C, H, W = x.shape
        self.x = x
        blocks = x.reshape(N, C, H // 2, 2, W // 2, 2)
        self.out = blocks.min(axis=(3, 5))
        return self.out

    def backward(self, dout):
        """Return dx."""
        big = self.out.repeat(2, axis=2).repeat(2, axis=3)
        return (self.x == big) * dout.repeat(2, axis=2).repeat(2, axis=3)
