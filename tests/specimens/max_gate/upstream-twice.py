# expect: wrong
# misconception: upstream-squared
# why: dz squared
class MaxGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = np.maximum(x, y)
        return z

    def backward(self, dz):
        dx = dz * dz * (self.x > self.y)
        dy = dz ** 2 * (self.y > self.x)
        return [dx, dy]
