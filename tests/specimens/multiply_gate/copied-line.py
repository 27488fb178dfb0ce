# expect: wrong
# misconception: forgot-cache
# why: y stored into x and y again: x is lost
class MultiplyGate:
    def __init__(self):
        self.x = None
        self.y = None

    def forward(self, x, y):
        self.y = x
        self.y = y
        return x * y

    def backward(self, dz):
        return [self.y * dz, self.x * dz]
