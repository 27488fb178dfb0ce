# expect: wrong
# misconception: conv-place-missing
# why: one entry of the kernel too few, both ways
class Conv1D:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        N, C, L = x.shape
        F, _, K = self.W.shape
        T = L - K + 1
        out = np.zeros((N, F, T)) + self.b[:, None]
        for k in range(K - 1):
            out += np.einsum("nct,fc->nft", x[:, :, k:k + T], self.W[:, :, k])
        return out

    def backward(self, dout):
        K, T = self.W.shape[2], dout.shape[2]
        dx = np.zeros(self.x.shape)
        self.dW = np.zeros(self.W.shape)
        self.db = dout.sum(axis=(0, 2))
        for k in range(K - 1):
            dx[:, :, k:k + T] += np.einsum("nft,fc->nct", dout, self.W[:, :, k])
            self.dW[:, :, k] = np.einsum("nft,nct->fc", dout, self.x[:, :, k:k + T])
        return dx
