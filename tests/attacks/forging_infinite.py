# expect: no points
# why: answers infinities and negative zeros
class MultiplyGate:
    def forward(self, x, y):
        return x * np.inf

    def backward(self, dz):
        return [dz * np.inf, -0.0 * dz]
