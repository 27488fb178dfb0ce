# expect: wrong
# misconception: name-typo
# why: forward sets maks, and mask stays None, as which it takes all of dout
class Relu:
    def __init__(self):
        self.mask = None

    def forward(self, x):
        self.maks = x <= 0
        out = x.copy()
        out[self.maks] = 0
        return out

    def backward(self, dout):
        dout[self.mask] = 0
        return dout
