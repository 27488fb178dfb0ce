# expect: wrong
# misconception: upstream-partial
# why: dy lacks dz
class MultiplyGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = x * y
        return z

    def backward(self, dz):
        dx = self.y * dz
        dy = self.x
        return [dx, dy]
