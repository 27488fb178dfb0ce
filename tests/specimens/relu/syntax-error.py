# expect: wrong
# misconception: -
# why: dout(mask): round brackets where square ones belong, so that the whole cell is no Python
class Relu:
    def forward(self, x):
        self.mask = (x <= 0)
        out = x.copy()
        out[self.mask] = 0
        return out

    def backward(self, dout):
        dout(self.mask) = 0
        return dout
