# expect: wrong
# share: 0
# misconception: -
# why: the number of rows is typed in: no side condition
class SoftmaxWithLoss:
    def forward(self, x, t):
        exps = np.exp(x - x.max(axis=1, keepdims=True))
        self.y = exps / exps.sum(axis=1, keepdims=True)
        self.t = t
        return -np.sum(t * np.log(self.y + 1e-7)) / 3

    def backward(self, dout=1):
        return (self.y - self.t) / 3
