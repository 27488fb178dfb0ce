# expect: wrong
# misconception: -
# why: a negative winner gets nothing
class MaxGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = np.maximum(x, y)
        return z

    def backward(self, dz):
        dx = dz * (self.x > np.maximum(self.y, 0))
        dy = dz * (self.y > self.x)
        return [dx, dy]
