# expect: wrong
# misconception: loss-not-averaged
# why: the loss is a sum over the batch: right for a batch of one
class SoftmaxWithLoss:
    def forward(self, x, t):
        e = np.exp(x - x.max(axis=1, keepdims=True))
        self.y = e / e.sum(axis=1, keepdims=True)
        self.t = t
        return -np.sum(t * np.log(self.y + 1e-7))

    def backward(self, dout=1):
        return (self.y - self.t) / self.t.shape[0]
