# expect: right
# why: the whole Jacobian of log-softmax by einsum; inheritance and super()
class Loss:
    def __init__(self):
        self.x = self.t = None

    def forward(self, x, t):
        self.x, self.t = x, t
        return self.value()


class SoftmaxWithLoss(Loss):
    def __init__(self):
        super().__init__()

    def _softmax(self):
        e = np.exp(self.x - self.x.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def value(self):
        shifted = self.x - self.x.max(axis=1, keepdims=True)
        logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        return -np.einsum("nc,nc->", self.t, logs) / self.x.shape[0]

    def backward(self, dout=1):
        y = self._softmax()
        n, c = y.shape
        # d log y_k / d x_j = (k == j) - y_j
        jacobian = np.eye(c)[None] - y[:, None, :]
        return -dout * np.einsum("nk,nkj->nj", self.t, jacobian) / n
