# expect: right
# why: one loop for each index
class Conv1D:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        N, C, L = x.shape
        F, _, K = self.W.shape
        out = np.zeros((N, F, L - K + 1))
        for n in range(N):
            for f in range(F):
                for t in range(L - K + 1):
                    out[n, f, t] = np.sum(x[n, :, t : t + K] * self.W[f]) + self.b[f]
        return out

    def backward(self, dout):
        N, F, T = dout.shape
        K = self.W.shape[2]
        dx, self.dW, self.db = np.zeros(self.x.shape), np.zeros(self.W.shape), np.zeros(F)
        for n in range(N):
            for f in range(F):
                for t in range(T):
                    d = dout[n, f, t]
                    dx[n, :, t : t + K] += d * self.W[f]
                    self.dW[f] += d * self.x[n, :, t : t + K]
                    self.db[f] += d
        return dx
