# expect: no points
# why: never returns from forward
class MultiplyGate:
    def forward(self, x, y):
        while True:
            x = x + 0

    def backward(self, dz):
        return [dz, dz]
