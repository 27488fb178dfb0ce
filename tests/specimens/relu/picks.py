# expect: wrong
# misconception: shape-lost
# why: indexing keeps the positive ones only and loses the shape
class Relu:
    def forward(self, x):
        self.mask = x > 0
        return x * self.mask

    def backward(self, dout):
        return dout[self.mask]
