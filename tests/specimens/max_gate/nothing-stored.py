# expect: wrong
# misconception: forgot-cache
# why: forward keeps nothing
class MaxGate:
    def forward(self, x, y):
        z = np.maximum(x, y)
        return z

    def backward(self, dz):
        dx = dz * (self.x > self.y)
        dy = dz * (self.y > self.x)
        return [dx, dy]
