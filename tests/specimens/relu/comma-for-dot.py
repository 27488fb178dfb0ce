# expect: wrong
# misconception: name-typo
# why: self,mask: a tuple on the left, and no attribute
class Relu:
    def __init__(self):
        self.mask = None

    def forward(self, x):
        self,mask = (x <= 0), None
        out = x.copy()
        out[self] = 0
        return out

    def backward(self, dout):
        dx = dout.copy()
        dx[self.mask] = 0
        return dx
