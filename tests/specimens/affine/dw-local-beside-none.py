# expect: wrong
# misconception: param-grad-not-stored
# why: dw is None on the object and a local in backward
class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b
        self.dw, self.db = None, None

    def forward(self, x):
        self.x = x
        return np.dot(x, self.W) + self.b

    def backward(self, dout):
        dw = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return np.dot(dout, self.W.T)
