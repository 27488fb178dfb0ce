# expect: wrong
# misconception: attribute-name-mismatch
# why: dW and db stay None, and stand in a list
class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b
        self.dW = self.db = None

    def forward(self, x):
        self.rows = x
        return x @ self.W + self.b

    def backward(self, dout):
        dW, db = self.rows.T @ dout, dout.sum(axis=0)
        self.grads = [dW, db]
        return dout @ self.W.T
