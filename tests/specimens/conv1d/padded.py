# expect: right
# why: dx as a convolution of the padded gradient with the turned kernel
class Conv1D:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def windows(self, x, K):
        return np.stack([x[:, :, t : t + K] for t in range(x.shape[2] - K + 1)], axis=2)

    def forward(self, x):
        self.x = x
        return np.einsum("nctk,fck->nft", self.windows(x, self.W.shape[2]), self.W) + self.b[None, :, None]

    def backward(self, dout):
        K = self.W.shape[2]
        self.db = dout.sum((0, 2))
        self.dW = np.einsum("nft,nctk->fck", dout, self.windows(self.x, K))
        padded = np.pad(dout, ((0, 0), (0, 0), (K - 1, K - 1)))
        return np.einsum("nftk,fck->nct", self.windows(padded, K), self.W[:, :, ::-1])
