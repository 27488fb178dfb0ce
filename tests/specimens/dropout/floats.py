# expect: right
# why: the mask as floats, a copy of it
class Dropout:
    def __init__(self, p):
        self.scale = 1.0 / (1.0 - p)

    def forward(self, x, mask):
        self.factor = self.scale * np.array(mask, dtype=float)
        return np.multiply(x, self.factor)

    def backward(self, dout):
        return np.multiply(self.factor, dout)
