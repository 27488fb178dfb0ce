# expect: wrong
# misconception: upstream-only
# why: dz handed through
class MultiplyGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = x * y
        return z

    def backward(self, dz):
        dx = dz
        dy = dz
        return [dx, dy]
