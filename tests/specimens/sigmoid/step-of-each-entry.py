# expect: wrong
# misconception: numeric-instead-of-analytic
# why: all entries moved at once, by a share of each
class Sigmoid:
    def forward(self, x):
        self.x = x
        return 1 / (1 + np.exp(-x))

    def backward(self, dout):
        x = self.x
        h = 1e-5 * np.maximum(1, np.abs(x))
        up, down = self.forward(x + h), self.forward(x - h)
        self.x = x
        return dout * (up - down) / (2 * h)
