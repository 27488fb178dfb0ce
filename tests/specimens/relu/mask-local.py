# expect: wrong
# misconception: cache-local-variable
# why: mask is a local name in forward
class Relu:
    def forward(self, x):
        mask = (x <= 0)
        out = x.copy()
        out[mask] = 0
        return out

    def backward(self, dout):
        dx = dout.copy()
        dx[self.mask] = 0
        return dx
