# expect: wrong
# misconception: log-epsilon
# why: a hundredth within the logarithm
class SoftmaxWithLoss:
    def forward(self, x, t):
        grown = np.exp(x - np.amax(x, axis=1, keepdims=True))
        self.p, self.t = grown / grown.sum(axis=1, keepdims=True), t
        return -(t * np.log(self.p + 0.01)).sum() / len(t)

    def backward(self, dout=1):
        g = self.p.copy()
        g -= self.t
        return g / len(g) * dout
