# expect: wrong
# misconception: forgot-cache
# why: x = self.x the wrong way round
class Affine:
    def __init__(self, W, b):
        self.W, self.b, self.x = W, b, None

    def forward(self, x):
        out = np.dot(x, self.W) + self.b
        x = self.x
        return out

    def backward(self, dout):
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return np.dot(dout, self.W.T)
