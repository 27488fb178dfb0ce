# expect: wrong
# misconception: uses-globals
# why: bare x and y of the notebook
x = 4
y = -3


class MultiplyGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = x * y
        return z

    def backward(self, dz):
        dx = y * dz
        dy = x * dz
        return [dx, dy]
