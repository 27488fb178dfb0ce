# expect: wrong
# misconception: -
# why: dy is clipped at zero for negative x
class MultiplyGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = x * y
        return z

    def backward(self, dz):
        dx = self.y * dz
        dy = max(self.x, 0) * dz if np.ndim(self.x) == 0 else self.x * dz
        return [dx, dy]
