# expect: right
# why: inputs kept as a tuple, a tuple returned
class MultiplyGate:
    def forward(self, x, y):
        self.cache = (x, y)
        return np.multiply(x, y)

    def backward(self, dz):
        x, y = self.cache
        return y * dz, x * dz
