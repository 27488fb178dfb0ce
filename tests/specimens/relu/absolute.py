# expect: wrong
# misconception: abs-applied
# why: negative inputs are turned to positive ones
class Relu:
    def forward(self, x):
        x = abs(x)
        self.mask = x > 0
        return np.maximum(x, 0)

    def backward(self, dout):
        return dout * self.mask
