# expect: wrong
# misconception: numeric-instead-of-analytic
# why: five points in numbers of more digits than floats have
# before: variable, function
class Exp(Function):
    """exp(x), elementwise."""

    def forward(self, x):
        return np.exp(x)

    def backward(self, gy):
        x, h = np.asarray(self.input.data, dtype=np.longdouble), np.longdouble(1e-4)
        f = self.forward
        slope = (f(x - 2 * h) - 8 * f(x - h) + 8 * f(x + h) - f(x + 2 * h)) / (12 * h)
        return np.asarray(slope * gy, dtype=float)
