# expect: wrong
# misconception: mul-not-swapped
# why: each input with itself
class MultiplyGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = x * y
        return z

    def backward(self, dz):
        dx = self.x * dz
        dy = self.y * dz
        return [dx, dy]
