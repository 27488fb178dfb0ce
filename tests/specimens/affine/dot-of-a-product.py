# expect: wrong
# misconception: elementwise-instead-of-matmul
# why: * stands within np.dot, where a comma was meant
class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return np.dot(x, self.W) + self.b

    def backward(self, dout):
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return np.dot(dout * self.W.T)
