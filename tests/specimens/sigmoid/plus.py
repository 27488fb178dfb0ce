# expect: wrong
# misconception: sigmoid-grad-plus
# why: out (1 + out)
class Sigmoid:
    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout):
        return dout * self.out * (1.0 + self.out)
