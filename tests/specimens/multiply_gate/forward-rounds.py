# expect: wrong
# misconception: -
# why: the output is rounded
class MultiplyGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = np.round(x * y, 3)
        return z

    def backward(self, dz):
        dx = self.y * dz
        dy = self.x * dz
        return [dx, dy]
