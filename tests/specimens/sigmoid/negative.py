# expect: wrong
# misconception: sign-flipped
# why: out (out - 1)
class Sigmoid:
    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout):
        return dout * self.out * (self.out - 1)
