# expect: wrong
# misconception: wrong-loss-function
# why: the mean of squares where cross entropy is asked
class SoftmaxWithLoss:
    def forward(self, x, t):
        e = np.exp(x - x.max(axis=1, keepdims=True))
        self.y = e / e.sum(axis=1, keepdims=True)
        self.t = t
        return 0.5 * np.sum((self.y - t) ** 2) / len(x)

    def backward(self, dout=1):
        return (self.y - self.t) / self.t.shape[0]
