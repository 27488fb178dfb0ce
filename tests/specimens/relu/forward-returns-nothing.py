# expect: wrong
# misconception: returns-none
# why: a bare return at the end of forward
class Relu:
    def forward(self, x):
        self.mask = (x <= 0)
        out = x.copy()
        out[self.mask] = 0
        return

    def backward(self, dout):
        dx = dout.copy()
        dx[self.mask] = 0
        return dx
