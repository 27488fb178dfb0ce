# expect: no points
# why: answers with numbers at the ends of what can be said, and arrays of them
class MultiplyGate:
    def forward(self, x, y):
        return np.full(np.shape(x), 5e-324)

    def backward(self, dz):
        return [np.full(np.shape(dz), 1.7976931348623157e308), np.full(np.shape(dz), -0.0)]
