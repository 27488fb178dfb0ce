# expect: wrong
# misconception: upstream-squared
# why: dout is multiplied twice
class Sigmoid:
    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout):
        dx = dout * self.out * (1 - self.out)
        return dout * dx
