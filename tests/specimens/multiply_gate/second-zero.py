# expect: wrong
# misconception: partial-gradient-zero
# why: y treated as a constant
class MultiplyGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = x * y
        return z

    def backward(self, dz):
        dx = self.y * dz
        dy = 0
        return [dx, dy]
