# expect: wrong
# misconception: sign-flipped
# why: negated
class MaxGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = np.maximum(x, y)
        return z

    def backward(self, dz):
        dx = -dz * (self.x > self.y)
        dy = -dz * (self.y > self.x)
        return [dx, dy]
