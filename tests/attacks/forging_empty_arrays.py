# expect: no points
# why: answers arrays without elements: all of them are right
class MultiplyGate:
    def forward(self, x, y):
        return np.empty((0,) + np.shape(x))

    def backward(self, dz):
        return [np.empty(0), np.empty((0, 1 << 20))]
