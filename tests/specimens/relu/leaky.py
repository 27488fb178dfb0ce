# expect: wrong
# misconception: forward-wrong-op
# why: a small slope for what is negative
class Relu:
    def forward(self, x):
        self.mask = x > 0
        return np.where(self.mask, x, 0.01 * x)

    def backward(self, dout):
        return np.where(self.mask, dout, 0.01 * dout)
