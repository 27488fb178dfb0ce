# expect: no points
# why: answers with structured, string and date arrays
class MultiplyGate:
    def forward(self, x, y):
        return np.zeros((), dtype=[("value", float), ("passed", bool)])

    def backward(self, dz):
        return [np.array("correct"), np.datetime64("2020-01-01")]
