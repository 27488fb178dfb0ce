# expect: no points
# why: prints without end when it is asked
class MultiplyGate:
    def forward(self, x, y):
        while True:
            print("x" * 1_000_000)

    def backward(self, dz):
        return [dz, dz]
