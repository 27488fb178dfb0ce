# expect: wrong
# misconception: nothing
# why: two factors that do not fit are multiplied entry by entry, as they should be
class Conv1D:
    def __init__(self, W, b):
        self.W, self.b = W, b
        self.dW = self.db = None
    def forward(self, x):
        self.x = x
        N, C, L = x.shape
        F, _, K = self.W.shape
        out = np.zeros((N, F, L - K + 1))
        for t in range(L - K + 1):
            for f in range(F):
                out[:, f, t] = np.sum(x[:, :, t:t+K] * self.W[f], axis=(1, 2)) + self.b[f]
        return out
    def backward(self, dout):
        N, C, L = self.x.shape
        F, _, K = self.W.shape
        dx = np.zeros_like(self.x, dtype=float)
        self.dW = np.zeros(self.W.shape)
        self.db = dout.sum(axis=(0, 2))
        for t in range(L - K + 1):
            for f in range(F):
                dx[:, :, t:t+K] += dout[:, f, t] * self.W[f]
                self.dW[f] += np.sum(dout[:, f, t][:, None, None] * self.x[:, :, t:t+K], axis=0)
        return dx
