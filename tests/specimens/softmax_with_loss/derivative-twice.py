# expect: wrong
# misconception: activation-grad-doubled
# why: y (1 - y) once more, though y - t contains it
class SoftmaxWithLoss:
    def forward(self, x, t):
        e = np.exp(x - x.max(axis=1, keepdims=True))
        self.y = e / e.sum(axis=1, keepdims=True)
        self.t = t
        return -np.sum(t * np.log(self.y + 1e-7)) / len(x)

    def backward(self, dout=1):
        return (self.y - self.t) * self.y * (1 - self.y) / self.t.shape[0]
