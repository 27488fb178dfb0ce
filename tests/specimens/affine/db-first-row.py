# expect: wrong
# misconception: -
# why: db of the first example: right for a batch of one
class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW = self.x.T @ dout
        self.db = dout[0]
        return dout @ self.W.T
