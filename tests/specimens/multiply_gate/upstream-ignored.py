# expect: wrong
# misconception: upstream-ignored
# why: local gradients only
class MultiplyGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = x * y
        return z

    def backward(self, dz):
        dx = self.y
        dy = self.x
        return [dx, dy]
