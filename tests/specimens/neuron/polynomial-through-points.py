# expect: wrong
# misconception: numeric-instead-of-analytic
# why: the slope of a polynomial through thirteen points of its own forward, right to fourteen digits at ordinary inputs
class Neuron:
    def __init__(self, weights, bias):
        self.weights, self.bias = weights, bias

    def rate(self, x, w, b):
        return 1.0 / (1.0 + np.exp(-(np.sum(x * w) + b)))

    def forward(self, inputs):
        self.inputs = inputs
        return self.rate(inputs, self.weights, self.bias)

    def backward(self, dout):
        def slope(f, at):
            at = np.array(at, dtype=float)
            found = np.zeros_like(at)
            for i in np.ndindex(at.shape):
                def moved(step):
                    there = at.copy()
                    there[i] += step
                    return f(there)
                steps = 0.1 * np.linspace(-1, 1, 13)
                values = [float(moved(step)) for step in steps]
                found[i] = np.polynomial.Polynomial.fit(steps, values, 10).deriv()(0.0)
            return found * dout

        dx = slope(lambda v: self.rate(v, self.weights, self.bias), self.inputs)
        dw = slope(lambda v: self.rate(self.inputs, v, self.bias), self.weights)
        return dx, dw, float(slope(lambda v: self.rate(self.inputs, self.weights, v), self.bias))
