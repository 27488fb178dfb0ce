# expect: wrong
# misconception: upstream-ignored
# why: 1 and 0
class MaxGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = np.maximum(x, y)
        return z

    def backward(self, dz):
        dx = 1.0 * (self.x > self.y)
        dy = 1.0 * (self.y > self.x)
        return [dx, dy]
