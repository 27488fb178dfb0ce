# expect: wrong
# misconception: overwrite-instead-of-accumulate
# why: dx is overwritten where windows overlap; a buffer of whole numbers, too, which is another item's mistake
class Conv1D:
    def __init__(self, W, b):
        self.W, self.b = W, b
        self.dW = self.db = None

    def forward(self, x):
        self.x = x
        F, C, K = self.W.shape
        N, C, L = x.shape
        out = np.zeros((N, F, L - K + 1))
        for f in range(F):
            for t in range(L - K + 1):
                out[:, f, t] = np.sum(x[:, :, t:t + K] * self.W[f], axis=(1, 2)) + self.b[f]
        return out

    def backward(self, dout):
        F, C, K = self.W.shape
        dx = np.zeros_like(self.x)
        self.dW = np.zeros_like(self.W)
        self.db = dout.sum(axis=(0, 2))
        for n in range(len(self.x)):
            for f in range(F):
                for t in range(dout.shape[2]):
                    dx[n, :, t:t + K] = dout[n, f, t] * self.W[f]
                    self.dW[f] += dout[n, f, t] * self.x[n, :, t:t + K]
        return dx
