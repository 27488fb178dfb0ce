# expect: right
# why: one example after the other with outer products
class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return np.array([row @ self.W + self.b for row in x])

    def backward(self, dout):
        self.dW = np.zeros(self.W.shape)
        self.db = np.zeros(self.b.shape)
        dx = []
        for row, grad in zip(self.x, dout):
            self.dW += np.outer(row, grad)
            self.db += grad
            dx.append(self.W @ grad)
        return np.array(dx)
