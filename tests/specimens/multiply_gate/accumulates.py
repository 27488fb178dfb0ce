# expect: wrong
# share: 0.625
# misconception: grad-accumulates-across-calls
# why: gradients of earlier calls are added
class MultiplyGate:
    def __init__(self):
        self.dx = 0
        self.dy = 0

    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dz):
        self.dx = self.dx + self.y * dz
        self.dy = self.dy + self.x * dz
        return [self.dx, self.dy]
