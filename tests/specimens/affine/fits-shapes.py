# expect: wrong
# share: 0.9375
# misconception: -
# why: tries products until the shapes fit, which is right by luck where they are not square
class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return np.dot(x, self.W) + self.b

    def backward(self, dout):
        try:
            dx = np.dot(dout, self.W)
        except ValueError:
            dx = np.dot(dout, self.W.T)
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return dx
