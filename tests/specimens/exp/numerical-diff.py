# expect: wrong
# misconception: numeric-instead-of-analytic
# why: the slope of np.exp by a difference
# before: variable, function
class Exp(Function):
    def forward(self, x):
        return np.exp(x)

    def backward(self, gy):
        x, h = self.input.data, 1e-5
        return gy * (np.exp(x + h) - np.exp(x - h)) / (2 * h)
