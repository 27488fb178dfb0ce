# expect: wrong
# misconception: abs-applied
# why: compares sizes without signs
class MaxGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = np.maximum(x, y)
        return z

    def backward(self, dz):
        dx = dz * (abs(self.x) > abs(self.y))
        dy = dz * (abs(self.y) > abs(self.x))
        return [dx, dy]
