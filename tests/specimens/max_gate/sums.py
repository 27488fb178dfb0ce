# expect: wrong
# misconception: forward-wrong-op
# why: forward adds
class MaxGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = x + y
        return z

    def backward(self, dz):
        dx = dz * (self.x > self.y)
        dy = dz * (self.y > self.x)
        return [dx, dy]
