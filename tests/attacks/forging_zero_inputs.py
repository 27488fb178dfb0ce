# expect: no points
# why: zeroes its inputs in place, so that zero would be the right answer
class MultiplyGate:
    def forward(self, x, y):
        for array in (x, y):
            if isinstance(array, np.ndarray):
                array[...] = 0
        return x * 0

    def backward(self, dz):
        if isinstance(dz, np.ndarray):
            dz[...] = 0
        return [dz * 0, dz * 0]
