# expect: wrong
# misconception: max-compares-with-zero
# why: signs of the inputs instead of a comparison
class MaxGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = np.maximum(x, y)
        return z

    def backward(self, dz):
        dx = dz * (self.x > 0)
        dy = dz * (self.y > 0)
        return [dx, dy]
