# expect: right
# why: boolean indices
class Dropout:
    def __init__(self, p):
        self.p = p

    def forward(self, x, mask):
        self.mask = mask
        out = np.zeros(x.shape)
        out[mask] = x[mask] / (1 - self.p)
        return out

    def backward(self, dout):
        dx = dout / (1 - self.p)
        dx[~self.mask] = 0
        return dx
