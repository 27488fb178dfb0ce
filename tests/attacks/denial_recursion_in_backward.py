# expect: no points
# why: calls itself without end when it is asked
class MultiplyGate:
    def forward(self, x, y):
        return self.forward(y, x)

    def backward(self, dz):
        return self.backward(dz)
