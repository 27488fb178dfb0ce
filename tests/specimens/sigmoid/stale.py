# expect: wrong
# share: 0.6667
# misconception: stale-cache
# why: remembers the first output only
class Sigmoid:
    def forward(self, x):
        out = 1 / (1 + np.exp(-x))
        if not hasattr(self, "out"):
            self.out = out
        return out

    def backward(self, dout):
        return dout * (1.0 - self.out) * self.out
