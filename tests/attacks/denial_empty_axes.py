# expect: no points
# why: answers arrays of no elements whose other axes are as long as they can be
class MultiplyGate:
    def forward(self, x, y):
        return np.empty((0, 2**60))

    def backward(self, dz):
        return [np.empty((2**40, 0, 2**20)), np.empty((0,) * 8)]
