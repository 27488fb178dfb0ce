# expect: wrong
# misconception: one-hot-as-index
# why: t is used as class indices though it is one-hot
class SoftmaxWithLoss:
    def forward(self, x, t):
        e = np.exp(x - x.max(axis=1, keepdims=True))
        self.y = e / e.sum(axis=1, keepdims=True)
        self.t = t.astype(int)
        return -np.mean(np.log(self.y[np.arange(len(x))[:, None], self.t] + 1e-7))

    def backward(self, dout=1):
        n = len(self.y)
        dx = self.y.copy()
        dx[np.arange(n)[:, None], self.t] -= 1
        return dx / n
