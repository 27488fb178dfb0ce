# expect: wrong
# misconception: bias-ignored
# why: two mistakes: forward without the bias, and a transpose is missing in backward
class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b
        self.x, self.dW, self.db = None, None, None
    def forward(self, x):
        self.x = x
        return np.matmul(x, self.W)
    def backward(self, dout):
        self.db = np.sum(dout, axis=0)
        self.dW = np.matmul(self.x.T, dout)
        return np.matmul(dout, self.W)
