# expect: no points
# why: fills the memory when it is asked, catching the error
class MultiplyGate:
    hoard = []

    def forward(self, x, y):
        while True:
            try:
                self.hoard.append(bytearray(1 << 24))
            except MemoryError:
                return 0.0

    def backward(self, dz):
        return [np.ones(1 << 40), dz]
