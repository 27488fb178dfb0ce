# expect: no points
# why: is wrong by a millionth part, and a careless tolerance takes it
class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y * (1 + 1e-6)

    def backward(self, dz):
        return [dz * self.y * (1 + 1e-6), dz * self.x * (1 - 1e-6)]
