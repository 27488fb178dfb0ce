# expect: right
# why: a column of ones makes the bias one more row of the weights
class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b
        self.dW, self.db = None, None

    def _with_ones(self, x):
        return np.hstack([x, np.ones((x.shape[0], 1))])

    def forward(self, x):
        self.x1 = self._with_ones(x)
        return self.x1 @ np.vstack([self.W, self.b])

    def backward(self, dout):
        both = self.x1.T @ dout
        self.dW, self.db = both[:-1], both[-1]
        return dout @ self.W.T
