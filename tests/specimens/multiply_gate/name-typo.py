# expect: wrong
# misconception: name-typo
# why: selt for self
class MultiplyGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = x * y
        return z

    def backward(self, dz):
        dx = self.y * dz
        dy = selt.x * dz
        return [dx, dy]
