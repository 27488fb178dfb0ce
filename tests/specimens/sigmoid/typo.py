# expect: wrong
# misconception: name-typo
# why: sef for self
class Sigmoid:
    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(sef, dout):
        return dout * (1.0 - self.out) * self.out
