# expect: wrong
# misconception: constructor-parameters
# why: the constructor wants x as well
class Affine:
    def __init__(self, W, b, x):
        self.W, self.b, self.x = W, b, x

    def forward(self, x):
        self.x = x
        return np.dot(x, self.W) + self.b

    def backward(self, dout):
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return np.dot(dout, self.W.T)
