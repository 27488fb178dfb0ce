# expect: wrong
# misconception: numeric-instead-of-analytic
# why: a difference quotient of its own forward
class Relu:
    def forward(self, x):
        self.x = x
        return np.maximum(0, x)

    def backward(self, dout):
        h = 1e-7
        return dout * (np.maximum(0, self.x + h) - np.maximum(0, self.x - h)) / (2 * h)
