# expect: wrong
# misconception: -
# why: the fraction of dz is lost
class MaxGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = np.maximum(x, y)
        return z

    def backward(self, dz):
        dx = np.trunc(dz) * (self.x > self.y)
        dy = dz * (self.y > self.x)
        return [dx, dy]
