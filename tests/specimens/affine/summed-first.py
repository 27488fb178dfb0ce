# expect: wrong
# misconception: grad-summed-wrongly
# why: sums over the batch before the product
class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW = np.outer(self.x.sum(axis=0), dout.sum(axis=0))
        self.db = dout.sum(axis=0)
        return dout @ self.W.T
