# expect: wrong
# misconception: partial-gradient-zero
# why: y never gets anything
class MaxGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = np.maximum(x, y)
        return z

    def backward(self, dz):
        dx = dz * (self.x > self.y)
        dy = dz * 0
        return [dx, dy]
