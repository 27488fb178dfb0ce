# expect: right
# why: a sum over the places of the kernel
class Conv1D:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x, self.T = x, x.shape[2] - self.W.shape[2] + 1
        K = self.W.shape[2]
        return sum(self.W[:, :, k] @ x[:, :, k : k + self.T] for k in range(K)) + self.b.reshape(-1, 1)

    def backward(self, dout):
        dx = np.zeros(np.shape(self.x))
        self.db = dout.sum(axis=2).sum(axis=0)
        self.dW = np.zeros(np.shape(self.W))
        for k in range(self.W.shape[2]):
            part = self.x[:, :, k : k + self.T]
            dx[:, :, k : k + self.T] += self.W[:, :, k].T @ dout
            self.dW[:, :, k] = (dout @ part.transpose(0, 2, 1)).sum(axis=0)
        return dx
