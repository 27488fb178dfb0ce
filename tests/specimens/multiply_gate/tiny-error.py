# expect: wrong
# misconception: -
# why: dx is off by a millionth
class MultiplyGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = x * y
        return z

    def backward(self, dz):
        dx = self.y * dz * (1 + 1e-6)
        dy = self.x * dz
        return [dx, dy]
