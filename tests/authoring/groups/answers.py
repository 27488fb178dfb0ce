# %% right: loops
class GroupNorm:
    def __init__(self, gamma, beta, groups):
        self.gamma = gamma; self.beta = beta; self.groups = groups
    def forward(self, x):
        N, C, L = x.shape
        k = C // self.groups
        self.x = x
        self.xhat = np.zeros(x.shape)
        self.sd = np.zeros((N, self.groups))
        out = np.zeros(x.shape)
        for n in range(N):
            for g in range(self.groups):
                part = x[n, g*k:(g+1)*k]
                m = part.mean()
                v = ((part - m) ** 2).mean()
                self.sd[n, g] = (v + 1e-5) ** 0.5
                self.xhat[n, g*k:(g+1)*k] = (part - m) / self.sd[n, g]
        for c in range(C):
            out[:, c] = self.gamma[c] * self.xhat[:, c] + self.beta[c]
        return out
    def backward(self, dout):
        N, C, L = dout.shape
        k = C // self.groups
        self.dgamma = np.array([np.sum(dout[:, c] * self.xhat[:, c]) for c in range(C)])
        self.dbeta = np.array([np.sum(dout[:, c]) for c in range(C)])
        dx = np.zeros(dout.shape)
        for n in range(N):
            for g in range(self.groups):
                sl = slice(g*k, (g+1)*k)
                dh = dout[n, sl] * self.gamma[sl, None]
                h = self.xhat[n, sl]
                M = h.size
                dx[n, sl] = (M*dh - dh.sum() - h*np.sum(dh*h)) / (M * self.sd[n, g])
        return dx

# %% right: 5d einsum chain
class GroupNorm:
    def __init__(self, gamma, beta, groups):
        self.gamma, self.beta, self.G = gamma.reshape(1,-1,1), beta.reshape(1,-1,1), groups
    def forward(self, x):
        self.shape = x.shape
        z = x.reshape(x.shape[0], self.G, x.shape[1]//self.G, x.shape[2])
        self.mu = np.mean(z, (2,3), keepdims=True)
        self.c = z - self.mu
        self.var = np.mean(self.c*self.c, (2,3), keepdims=True)
        self.inv = 1/np.sqrt(self.var+1e-5)
        self.h = (self.c*self.inv).reshape(self.shape)
        return self.h*self.gamma + self.beta
    def backward(self, dout):
        self.dgamma = np.einsum("ncl,ncl->c", dout, self.h)
        self.dbeta = np.einsum("ncl->c", dout)
        dh = (dout*self.gamma).reshape(self.c.shape)
        M = self.c.shape[2]*self.c.shape[3]
        dvar = np.sum(dh*self.c, (2,3), keepdims=True) * -0.5*self.inv**3
        dmu = -np.sum(dh*self.inv, (2,3), keepdims=True)
        return (dh*self.inv + dvar*2*self.c/M + dmu/M).reshape(self.shape)

# %% wrong: instance norm
class GroupNorm:
    """Normalises each group of channels of each example."""
    def __init__(self, gamma, beta, groups):
        self.gamma, self.beta, self.groups = gamma, beta, groups
    def forward(self, x):
        """x of shape (N, C, L), C divisible by groups."""
        N, C, L = x.shape
        g = x.reshape(N, C, -1)
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

# %% wrong: no mean term
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
        dx = (d - h * (d * h).mean(axis=2, keepdims=True)) / self.std
        return dx.reshape(dout.shape)

# %% wrong: no gamma
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
        d = dout.reshape(N, self.groups, -1)
        h = self.xhat.reshape(d.shape)
        dx = (d - d.mean(axis=2, keepdims=True) - h * (d * h).mean(axis=2, keepdims=True)) / self.std
        return dx.reshape(dout.shape)

# %% wrong: sum over batch only
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
        self.dbeta = dout.mean(axis=(0, 2))
        N, C, L = dout.shape
        d = (dout * self.gamma[None, :, None]).reshape(N, self.groups, -1)
        h = self.xhat.reshape(d.shape)
        dx = (d - d.mean(axis=2, keepdims=True) - h * (d * h).mean(axis=2, keepdims=True)) / self.std
        return dx.reshape(dout.shape)

# %% wrong: std constant
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
        dx = (d - d.mean(axis=2, keepdims=True)) / self.std
        return dx.reshape(dout.shape)

# %% right: loops argmax, in max_pool2d
class MaxPool2d:
    def forward(self, x):
        self.x = x
        N, C, H, W = x.shape
        out = np.zeros((N, C, H//2, W//2))
        for n in range(N):
            for c in range(C):
                for i in range(H//2):
                    for j in range(W//2):
                        out[n,c,i,j] = np.max(x[n,c,2*i:2*i+2,2*j:2*j+2])
        return out
    def backward(self, dout):
        dx = np.zeros(self.x.shape)
        N, C, H, W = dout.shape
        for n in range(N):
            for c in range(C):
                for i in range(H):
                    for j in range(W):
                        w = self.x[n,c,2*i:2*i+2,2*j:2*j+2]
                        a, b = np.unravel_index(np.argmax(w), w.shape)
                        dx[n,c,2*i+a,2*j+b] += dout[n,c,i,j]
        return dx

# %% right: zeros_like, in max_pool2d
class MaxPool2d:
    def forward(self, x):
        self.x = x
        self.out = np.maximum(np.maximum(x[:,:,::2,::2], x[:,:,1::2,::2]), np.maximum(x[:,:,::2,1::2], x[:,:,1::2,1::2]))
        return self.out
    def backward(self, dout):
        dx = np.zeros_like(self.x, dtype=float)
        for i in (0,1):
            for j in (0,1):
                dx[:,:,i::2,j::2] = dout * (self.x[:,:,i::2,j::2] == self.out)
        return dx

# %% right: zeros_like of ints, in max_pool2d
class MaxPool2d:
    def forward(self, x):
        self.x = x
        N, C, H, W = x.shape
        return x.reshape(N, C, H//2, 2, W//2, 2).max(3).max(4)
    def backward(self, dout):
        dx = np.zeros_like(self.x)
        N, C, H, W = dout.shape
        for n, c, i, j in np.ndindex(*dout.shape):
            w = self.x[n,c,2*i:2*i+2,2*j:2*j+2]
            dx[n,c,2*i:2*i+2,2*j:2*j+2] = (w == w.max()) * dout[n,c,i,j]
        return dx

# %% wrong: mean, in max_pool2d
class MaxPool2d:
    """The largest of each two by two block."""
    def forward(self, x):
        """Return (N, C, H, W) for x of shape (N, C, 2H, 2W)."""
        N, C, H, W = x.shape
        blocks = x.reshape(N, C, H // 2, 2, W // 2, 2)
        out = blocks.mean(axis=(3, 5))
        self.mask = blocks == out[:, :, :, None, :, None]
        return out
    def backward(self, dout):
        """Return dx for dout of shape (N, C, H, W)."""
        dx = self.mask * dout[:, :, :, None, :, None]
        N, C, H, _, W, _ = dx.shape
        return dx.reshape(N, C, 2 * H, 2 * W)

# %% wrong: ones, in max_pool2d
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
        dx = self.mask * 1.0
        N, C, H, _, W, _ = dx.shape
        return dx.reshape(N, C, 2 * H, 2 * W)

# %% wrong: everywhere, in max_pool2d
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
        dx = np.ones(self.mask.shape) * dout[:, :, :, None, :, None]
        N, C, H, _, W, _ = dx.shape
        return dx.reshape(N, C, 2 * H, 2 * W)

# %% wrong: quarter, in max_pool2d
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
        dx = self.mask * dout[:, :, :, None, :, None] / 4
        N, C, H, _, W, _ = dx.shape
        return dx.reshape(N, C, 2 * H, 2 * W)

# %% wrong: rows only, in max_pool2d
class MaxPool2d:
    """The largest of each two by two block."""
    def forward(self, x):
        """Return (N, C, H, W) for x of shape (N, C, 2H, 2W)."""
        N, C, H, W = x.shape
        blocks = x.reshape(N, C, H // 2, 2, W // 2, 2)
        out = blocks.max(axis=(3, 5))
        self.mask = blocks == blocks.max(axis=5, keepdims=True)
        return out
    def backward(self, dout):
        """Return dx for dout of shape (N, C, H, W)."""
        dx = self.mask * dout[:, :, :, None, :, None]
        N, C, H, _, W, _ = dx.shape
        return dx.reshape(N, C, 2 * H, 2 * W)

# %% right: plain softmax, in kl_loss
def kl_loss(scores, p):
    e = np.exp(scores)
    q = e / np.sum(e, axis=1)[:, np.newaxis]
    loss = np.mean(np.sum(p * np.log(p / q), axis=1))
    dscores = q.copy()
    dscores -= p
    dscores /= scores.shape[0]
    return loss, dscores

# %% right: rows, in kl_loss
def kl_loss(scores, p):
    total, grads = 0.0, []
    for s, t in zip(scores, p):
        q = np.exp(s) / sum(np.exp(s))
        total += sum(a * (np.log(a) - np.log(b)) for a, b in zip(t, q))
        J = np.diag(q) - np.outer(q, q)
        grads.append(J @ (-t / q))
    return total / len(p), np.array(grads) / len(p)

# %% right: dict of return list, in kl_loss
def kl_loss(scores, p):
    z = np.logaddexp.reduce(scores, axis=1, keepdims=True)
    n = scores.shape[0]
    return [float((p * (np.log(p) - scores + z)).sum() / n), (np.exp(scores - z) - p) / n]

# %% wrong: sum, in kl_loss
def kl_loss(scores, p):
    """The mean of KL(p || softmax(scores)) over the rows, and its gradient by the scores."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    logq = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = np.sum(p * (np.log(p) - logq)) 
    return loss, (np.exp(logq) - p) / len(p)

# %% wrong: reverse KL, in kl_loss
def kl_loss(scores, p):
    """The mean of KL(p || softmax(scores)) over the rows, and its gradient by the scores."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    logq = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = np.sum(np.exp(logq) * (logq - np.log(p))) / len(p)
    return loss, (np.exp(logq) - p) / len(p)

# %% wrong: cross entropy, in kl_loss
def kl_loss(scores, p):
    """The mean of KL(p || softmax(scores)) over the rows, and its gradient by the scores."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    logq = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = np.sum(p * (- logq)) / len(p)
    return loss, (np.exp(logq) - p) / len(p)

# %% wrong: not averaged, in kl_loss
def kl_loss(scores, p):
    """The mean of KL(p || softmax(scores)) over the rows, and its gradient by the scores."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    logq = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = np.sum(p * (np.log(p) - logq)) / len(p)
    return loss, np.exp(logq) - p

# %% wrong: sign, in kl_loss
def kl_loss(scores, p):
    """The mean of KL(p || softmax(scores)) over the rows, and its gradient by the scores."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    logq = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = np.sum(p * (np.log(p) - logq)) / len(p)
    return loss, (p - np.exp(logq)) / len(p)
