# expect: wrong
# misconception: uses-globals
# why: backward multiplies with X and W of the example above
X, W = np.ones((2, 5)), np.ones((5, 7))

class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return np.dot(x, self.W) + self.b

    def backward(self, dout):
        self.dW = X.T.dot(dout)
        self.db = np.sum(dout, axis=0)
        return dout.dot(W.T)
