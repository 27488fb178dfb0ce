# expect: wrong
# misconception: dtype-int-truncation
# why: fractions are written into whole numbers; no cache is written into
class Relu:
    def forward(self, x):
        self.seen = x
        return np.where(x > 0, x, 0)

    def backward(self, dout):
        slope = np.zeros_like(self.seen)
        for place in np.argwhere(self.seen > 0):
            slope[tuple(place)] = dout[tuple(place)]
        return slope
