# expect: no points
# why: answers with arrays of eighty megabytes and lists of a million numbers
class MultiplyGate:
    def forward(self, x, y):
        return np.zeros(10_000_000)

    def backward(self, dz):
        return [[0.0] * 1_000_000, "x" * 50_000_000]
