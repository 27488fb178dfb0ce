# expect: wrong
# share: 0.875
# misconception: -
# why: squeezes its gradient, so that a batch of one comes back without its row
class SoftmaxWithLoss:
    def forward(self, x, t):
        exps = np.exp(x - x.max(axis=1, keepdims=True))
        self.y = exps / exps.sum(axis=1, keepdims=True)
        self.t = t
        return -np.sum(t * np.log(self.y + 1e-7)) / x.shape[0]

    def backward(self, dout=1):
        return np.squeeze((self.y - self.t) / self.t.shape[0])
