# expect: wrong
# misconception: missing-self-prefix
# why: bare x and y that exist nowhere
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
