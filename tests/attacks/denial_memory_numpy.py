# expect: no points
# why: asks for a hundred gigabytes at once, and then for what it can get
try:
    np.ones((100_000, 125_000))
except MemoryError:
    pass
hoard = []
while True:
    hoard.append(np.ones(10_000_000))


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
