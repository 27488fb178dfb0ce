# expect: wrong
# misconception: one-hot-as-index
# why: only backward raises
class SoftmaxWithLoss:
    def forward(self, x, t):
        grown = np.exp(x - np.amax(x, axis=1, keepdims=True))
        self.p, self.t = grown / grown.sum(axis=1, keepdims=True), t
        return -(t * np.log(self.p)).sum() / len(t)

    def backward(self, dout=1):
        g = self.p.copy()
        g[range(len(g)), self.t.astype(int)] -= 1
        return g / len(g) * dout
