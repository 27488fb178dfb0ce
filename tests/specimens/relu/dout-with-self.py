# expect: wrong
# misconception: superfluous-self
# why: dout is an argument
class Relu:
    def __init__(self):
        self.mask = None
    def forward(self, x):
        self.mask = (x <= 0)
        out = x.copy()
        out[self.mask] = 0
        return out
    def backward(self, dout):
        self.dout[self.mask] = 0
        dx = dout
        return dx
