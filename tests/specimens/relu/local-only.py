# expect: wrong
# misconception: upstream-ignored
# why: returns 0 and 1
class Relu:
    def forward(self, x):
        self.mask = x > 0
        return x * self.mask

    def backward(self, dout):
        dx = np.zeros_like(dout)
        dx[self.mask] = 1
        return dx
