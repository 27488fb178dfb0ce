# expect: wrong
# misconception: forgot-cache
# why: forward keeps nothing
class MultiplyGate:
    def forward(self, x, y):
        z = x * y
        return z

    def backward(self, dz):
        dx = self.y * dz
        dy = self.x * dz
        return [dx, dy]
