# expect: no points
# why: fills the memory with lists
hoard = []
while True:
    hoard.append([0] * 1_000_000)


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
