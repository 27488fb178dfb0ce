# expect: wrong
# misconception: upstream-only
# why: the mask is computed and never applied
class Relu:
    def forward(self, x):
        self.mask = (x <= 0)
        out = x.copy()
        out[self.mask] = 0
        return out

    def backward(self, dout):
        dx = dout
        return dx
