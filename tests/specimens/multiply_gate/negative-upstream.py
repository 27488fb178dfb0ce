# expect: wrong
# misconception: -
# why: the sign of dz is lost
class MultiplyGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = x * y
        return z

    def backward(self, dz):
        dx = self.y * abs(dz)
        dy = self.x * dz
        return [dx, dy]
