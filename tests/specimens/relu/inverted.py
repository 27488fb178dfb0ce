# expect: wrong
# misconception: relu-mask-inverted
# why: the gradient flows where x was negative
class Relu:
    def forward(self, x):
        self.mask = (x <= 0)
        out = x.copy()
        out[self.mask] = 0
        return out

    def backward(self, dout):
        return dout * self.mask
