# expect: wrong
# share: 0.6667
# misconception: -
# why: one buffer of the first batch's shape for all calls
class Relu:
    def __init__(self):
        self.dx = None

    def forward(self, x):
        self.mask = x > 0
        return x * self.mask

    def backward(self, dout):
        if self.dx is None:
            self.dx = np.zeros_like(dout)
        self.dx[...] = dout * self.mask
        return self.dx.copy()
