# expect: wrong
# share: 0.6667
# misconception: stale-cache
# why: the winner of the first call wins for ever
class MaxGate:
    def __init__(self):
        self.mask = None

    def forward(self, x, y):
        if self.mask is None:
            self.mask = x > y
        return np.maximum(x, y)

    def backward(self, dz):
        return [np.where(self.mask, dz, 0), np.where(self.mask, 0, dz)]
