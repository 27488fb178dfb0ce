# expect: right
# why: log-sum-exp in one class, no helpers, dout used
class SoftmaxWithLoss:
    def forward(self, x, t):
        top = x.max(axis=1)
        lse = top + np.log(np.exp(x - top[:, None]).sum(axis=1))
        self.log_y = x - lse[:, None]
        self.t = t
        return float(np.mean(lse - (t * x).sum(axis=1)))

    def backward(self, dout=1):
        return (np.exp(self.log_y) - self.t) * (dout / self.t.shape[0])
