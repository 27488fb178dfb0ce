# expect: wrong
# misconception: abs-applied
# why: signs are lost when storing
class MultiplyGate:
    def forward(self, x, y):
        self.x = abs(x)
        self.y = abs(y)
        z = x * y
        return z

    def backward(self, dz):
        dx = self.y * dz
        dy = self.x * dz
        return [dx, dy]
