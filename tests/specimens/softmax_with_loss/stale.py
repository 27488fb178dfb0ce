# expect: wrong
# share: 0.75
# misconception: stale-cache
# why: probabilities of the first call only
class SoftmaxWithLoss:
    def __init__(self):
        self.y = None

    def forward(self, x, t):
        e = np.exp(x - x.max(axis=1, keepdims=True))
        y = e / e.sum(axis=1, keepdims=True)
        if self.y is None:
            self.y, self.t = y, t
        return -np.sum(t * np.log(y + 1e-7)) / len(x)

    def backward(self, dout=1):
        return (self.y - self.t) / self.t.shape[0]
