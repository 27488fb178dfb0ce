# expect: wrong
# misconception: elementwise-instead-of-matmul
# why: x.T * dout: broadcasting makes it right for a batch of one only
class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW = self.x.T * dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T
