# expect: right
# why: entry by entry
class Dropout:
    def __init__(self, p):
        self.p = p

    def forward(self, x, mask):
        self.mask = mask
        out = np.zeros(np.shape(x))
        for i in np.ndindex(out.shape):
            out[i] = x[i] / (1 - self.p) if mask[i] else 0
        return out

    def backward(self, dout):
        return np.array([[d / (1 - self.p) if m else 0.0 for d, m in zip(*rows)] for rows in zip(dout, self.mask)])
