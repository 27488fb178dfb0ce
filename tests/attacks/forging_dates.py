# expect: no points
# why: answers arrays of dates and spans of time, which numpy can subtract
class MultiplyGate:
    def forward(self, x, y):
        return np.datetime64("2027-01-01")

    def backward(self, dz):
        return [np.timedelta64(1, "D"), np.array(["2027-01-01"], dtype="datetime64[D]")]
