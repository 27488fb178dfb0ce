# expect: wrong
# misconception: batch-unsupported
# why: outer flattens a batch
class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW = np.outer(self.x, dout)
        self.db = dout.sum(axis=0)
        return dout @ self.W.T
