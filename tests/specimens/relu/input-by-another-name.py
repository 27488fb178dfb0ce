# expect: wrong
# misconception: undefined-name
# why: forward raises at its first line: that nothing was stored is a consequence, and what backward makes of it
class Relu:
    def __init__(self):
        self.mask = None
    def forward(self, X):
        self.mask = (x <= 0)
        out = x.copy()
        out[self.mask] = 0
        return out
    def backward(self, dout):
        dout[self.mask] = 0
        dx = dout
        return dx
