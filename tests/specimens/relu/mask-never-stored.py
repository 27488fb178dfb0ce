# expect: wrong
# misconception: forgot-cache
# why: the mask stays None, and dx[None] = 0 clears everything without an error
class Relu:
    def __init__(self):
        self.mask = None

    def forward(self, x):
        return np.maximum(x, 0)

    def backward(self, dout):
        dx = dout.copy()
        dx[self.mask] = 0
        return dx
