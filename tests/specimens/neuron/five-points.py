# expect: wrong
# misconception: numeric-instead-of-analytic
# why: five points, without a call of forward
import math


class Neuron:
    def __init__(self, weights, bias):
        self.weights, self.bias = weights, bias

    def forward(self, inputs):
        self.inputs = inputs
        return self._f(inputs, self.weights, self.bias)

    def _f(self, x, w, b):
        return 1.0 / (1.0 + math.exp(-(np.sum(x * w) + b)))

    def backward(self, dout):
        h = 1e-3

        def slope(f, at):
            at = np.array(at, dtype=float)
            g = np.zeros_like(at)
            for i in np.ndindex(at.shape):
                e = np.zeros_like(at)
                e[i] = h
                g[i] = (f(at - 2 * e) - 8 * f(at - e) + 8 * f(at + e) - f(at + 2 * e)) / (12 * h)
            return g * dout

        dx = slope(lambda v: self._f(v, self.weights, self.bias), self.inputs)
        dw = slope(lambda v: self._f(self.inputs, v, self.bias), self.weights)
        db = slope(lambda v: self._f(self.inputs, self.weights, float(v)), self.bias)
        return dx, dw, float(db)
