# expect: wrong
# misconception: -
# why: the fraction of dz is thrown away
class MultiplyGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = x * y
        return z

    def backward(self, dz):
        dx = self.y * np.floor(dz)
        dy = self.x * dz
        return [dx, dy]
