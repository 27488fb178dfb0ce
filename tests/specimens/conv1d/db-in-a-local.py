# expect: wrong
# misconception: param-grad-not-stored
# why: db stays a local variable
class Conv1D:
    def __init__(self, W, b): self.W, self.b = W, b
    def forward(self, x):
        self.x = x
        K = self.W.shape[2]
        T = x.shape[2] - K + 1
        cols = np.stack([x[:, :, t:t + K] for t in range(T)], axis=1)
        return np.einsum('ntck,fck->nft', cols, self.W) + self.b[:, None]
    def backward(self, dout):
        K = self.W.shape[2]
        dx = np.zeros(self.x.shape)
        self.dW = np.zeros(self.W.shape)
        for t in range(dout.shape[2]):
            dx[:, :, t:t + K] += np.einsum('nf,fck->nck', dout[:, :, t], self.W)
            self.dW += np.einsum('nf,nck->fck', dout[:, :, t], self.x[:, :, t:t + K])
        db = dout.sum((0, 2))
        return dx
