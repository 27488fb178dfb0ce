# expect: wrong
# misconception: upstream-squared
# why: dz squared
class MultiplyGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = x * y
        return z

    def backward(self, dz):
        dx = self.y * dz * dz
        dy = self.x * dz * dz
        return [dx, dy]
