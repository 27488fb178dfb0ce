# expect: right
# why: the way back as a bound function in a base class
class Gate:
    def backward(self, dz):
        return self.back(dz)


class MaxGate(Gate):
    def forward(self, x, y):
        x_wins = np.greater(x, y)

        def back(dz):
            return [np.multiply(x_wins, dz), np.multiply(np.logical_not(x_wins), dz)]

        self.back = back
        return np.fmax(x, y)
