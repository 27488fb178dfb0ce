# expect: full marks
# why: calculates with lists, loops and Python's own numbers where it can
class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return np.vectorize(lambda a, b: a * b)(x, y)

    def backward(self, dz):
        times = np.frompyfunc(lambda a, b: a * b, 2, 1)
        return [np.asarray(times(dz, self.y), dtype=float), np.asarray(times(dz, self.x), dtype=float)]
