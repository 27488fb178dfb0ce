# expect: wrong
# share: 0.9375
# misconception: dtype-int-truncation
# why: dW is written into an array of W's type, where fractions are lost for whole numbers
class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return np.dot(x, self.W) + self.b

    def backward(self, dout):
        self.dW = np.zeros_like(self.W)
        self.dW[...] = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return np.dot(dout, self.W.T)
