# expect: wrong
# misconception: upstream-added
# why: dout is added
class Sigmoid:
    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout):
        return dout + self.out * (1 - self.out)
