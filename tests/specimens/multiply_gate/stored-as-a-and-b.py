# expect: wrong
# misconception: attribute-name-mismatch
# why: stored as a and b, read as x and y
class MultiplyGate:
    def __init__(self):
        self.x = self.y = None

    def forward(self, x, y):
        self.a = x
        self.b = y
        return x * y

    def backward(self, dz):
        dx = self.y * dz
        dy = self.x * dz
        return [dx, dy]
