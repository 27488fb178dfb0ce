# expect: wrong
# misconception: -
# why: exp(-1) for exp(-x): a constant
class Sigmoid:
    def forward(self, x):
        out = 1 / (1 + np.exp(-1))
        self.out = out
        return out

    def backward(self, dout):
        return dout * (1.0 - self.out) * self.out
