# expect: wrong
# misconception: forward-wrong-op
# why: what exceeds 1 is cut off
class Relu:
    def forward(self, x):
        self.mask = (x > 0) & (x < 1)
        return np.clip(x, 0, 1)

    def backward(self, dout):
        return dout * self.mask
