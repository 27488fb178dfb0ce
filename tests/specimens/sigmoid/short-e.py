# expect: wrong
# misconception: precision-lost
# why: 2.718 for e
class Sigmoid:
    def forward(self, x):
        self.out = 1 / (1 + 2.718 ** (-x))
        return self.out

    def backward(self, dout):
        return dout * (1.0 - self.out) * self.out
