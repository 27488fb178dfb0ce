# expect: wrong
# misconception: softmax-skipped-in-backward
# why: the scores are kept where the probabilities belong
class SoftmaxWithLoss:
    def forward(self, x, t):
        self.y = x
        self.t = t
        e = np.exp(x - x.max(axis=1, keepdims=True))
        y = e / e.sum(axis=1, keepdims=True)
        return -np.sum(t * np.log(y + 1e-7)) / len(x)

    def backward(self, dout=1):
        return (self.y - self.t) / self.t.shape[0]
