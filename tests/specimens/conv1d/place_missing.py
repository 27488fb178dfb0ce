# expect: wrong
# misconception: conv-place-missing
# share: 0.7143
# why: one place too few
class Conv1D:
    """Kernels that slide over rows of numbers."""

    def __init__(self, W, b):
        """W has shape (F, C, K), b has shape (F,)."""
        self.W, self.b = W, b
        self.dW = self.db = None

    def forward(self, x):
        """Return the sums of products, shape (N, F, L - K + 1), for x of shape (N, C, L)."""
        self.x = x
        K = self.W.shape[2]
        places = range(x.shape[2] - K)
        return np.stack([np.tensordot(x[:, :, t : t + K], self.W, ([1, 2], [1, 2])) + self.b for t in places], axis=2)

    def backward(self, dout):
        """Return dx for the upstream gradient dout; set dW and db."""
        K = self.W.shape[2]
        dx = np.zeros(self.x.shape)
        self.dW = np.zeros(self.W.shape)
        self.db = dout.sum(axis=(0, 2))
        for t in range(dout.shape[2]):
            dx[:, :, t : t + K] += np.tensordot(dout[:, :, t], self.W, 1)
            self.dW += np.tensordot(dout[:, :, t].T, self.x[:, :, t : t + K], 1)
        return dx
