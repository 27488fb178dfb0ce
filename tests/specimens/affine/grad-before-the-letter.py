# expect: wrong
# misconception: attribute-name-mismatch
# why: grad_W for dW, and no dW at all
class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.rows = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.grad_W = self.rows.T @ dout
        self.grad_b = dout.sum(axis=0)
        return dout @ self.W.T
