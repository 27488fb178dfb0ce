# expect: right
# why: all windows at once
class Conv1D:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        self.windows = np.lib.stride_tricks.sliding_window_view(x, self.W.shape[2], axis=2)
        return np.einsum("nctk,fck->nft", self.windows, self.W) + self.b[:, None]

    def backward(self, dout):
        self.dW = np.einsum("nft,nctk->fck", dout, self.windows)
        self.db = np.einsum("nft->f", dout)
        dx = np.zeros(self.x.shape)
        for k in range(self.W.shape[2]):
            dx[:, :, k : k + dout.shape[2]] += np.einsum("nft,fc->nct", dout, self.W[:, :, k])
        return dx
