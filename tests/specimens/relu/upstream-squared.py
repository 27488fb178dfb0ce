# expect: wrong
# misconception: upstream-squared
# why: dout comes in twice
class Relu:
    def forward(self, x):
        self.mask = x > 0
        return x * self.mask

    def backward(self, dout):
        dx = dout * self.mask
        return dx * dout
