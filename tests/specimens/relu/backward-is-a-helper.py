# expect: wrong
# misconception: missing-self-prefix
# why: a method is called like a function
class Relu:
    def __init__(self):
        self.mask = None

    def forward(self, x):
        self.mask = x <= 0
        return rectified(x)

    def rectified(self, x):
        return np.where(self.mask, 0, x)

    def backward(self, dout):
        return np.where(self.mask, 0, dout)
