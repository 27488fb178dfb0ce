# expect: wrong
# share: 0.6667
# misconception: stale-cache
# why: only the mask of the first call is kept
class Relu:
    def __init__(self):
        self.mask = None

    def forward(self, x):
        if self.mask is None:
            self.mask = x > 0
        return np.maximum(x, 0)

    def backward(self, dout):
        return dout * self.mask
