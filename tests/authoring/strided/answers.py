# %% right: windows
class Conv:
    def __init__(self, W, stride):
        self.W, self.stride = W, stride

    def forward(self, x):
        self.x = x
        self.windows = np.lib.stride_tricks.sliding_window_view(x, self.W.shape[1], axis=1)[:, :: self.stride]
        return np.einsum("nlk,fk->nfl", self.windows, self.W)

    def backward(self, dout):
        self.dW = np.einsum("nfl,nlk->fk", dout, self.windows)
        dx = np.zeros(self.x.shape, dtype=float)
        for l in range(dout.shape[2]):
            for k in range(self.W.shape[1]):
                dx[:, l * self.stride + k] += dout[:, :, l] @ self.W[:, k]
        return dx

# %% wrong: the stride is forgotten in backward
class Conv:
    def __init__(self, W, stride):
        self.W, self.stride = W, stride

    def forward(self, x):
        self.x = x
        K = self.W.shape[1]
        self.starts = range(0, x.shape[1] - K + 1, self.stride)
        return np.stack([x[:, s : s + K] @ self.W.T for s in self.starts], axis=2)

    def backward(self, dout):
        K = self.W.shape[1]
        dx, self.dW = np.zeros(self.x.shape), np.zeros(self.W.shape)
        for at in range(dout.shape[2]):
            dx[:, at : at + K] += dout[:, :, at] @ self.W
            self.dW += dout[:, :, at].T @ self.x[:, at : at + K]
        return dx

# %% wrong: overlapping windows overwrite each other
class Conv:
    def __init__(self, W, stride):
        self.W, self.stride = W, stride

    def forward(self, x):
        self.x = x
        K = self.W.shape[1]
        self.starts = range(0, x.shape[1] - K + 1, self.stride)
        return np.stack([x[:, s : s + K] @ self.W.T for s in self.starts], axis=2)

    def backward(self, dout):
        K = self.W.shape[1]
        dx, self.dW = np.zeros(self.x.shape), np.zeros(self.W.shape)
        for at, s in enumerate(self.starts):
            dx[:, s : s + K] = dout[:, :, at] @ self.W
            self.dW += dout[:, :, at].T @ self.x[:, s : s + K]
        return dx

# %% right: loops, in logarithm
def log_mean(v, weights, axis):
    logs = np.log(v)
    n = len(v)
    dv = np.zeros(v.shape)
    for i in range(n):
        for j in range(3):
            dv[i, j] = weights[j] / (n * v[i, j])
    return np.dot(logs, weights).sum() / n, dv, logs.mean(axis=0)

# %% wrong: not divided, in logarithm
def log_mean(v, weights, axis):
    y = (np.log(v) * weights).sum(axis=axis).mean()
    return y, weights / v, np.log(v).sum(axis=0)
