# expect: wrong
# misconception: hard-coded-answer
# why: the example's numbers
class MultiplyGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = x * y
        return z

    def backward(self, dz):
        dx = 15
        dy = 6
        return [dx, dy]
