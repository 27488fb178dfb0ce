# expect: wrong
# misconception: -
# share: 0
# why: a mask of one's own
class Dropout:
    def __init__(self, p):
        self.p = p

    def forward(self, x, mask):
        self.mask = np.random.rand(*x.shape) > self.p
        return x * self.mask / (1 - self.p)

    def backward(self, dout):
        return dout * self.mask / (1 - self.p)
