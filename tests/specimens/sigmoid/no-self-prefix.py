# expect: wrong
# misconception: missing-self-prefix
# why: out without self in backward
class Sigmoid:
    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout):
        return dout * (1.0 - out) * out
