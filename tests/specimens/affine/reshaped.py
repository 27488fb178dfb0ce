# expect: wrong
# misconception: reshape-instead-of-transpose
# why: reshape makes the shape fit and mixes the numbers
class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW = self.x.reshape(self.x.shape[::-1]) @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.reshape(self.W.shape[::-1])
