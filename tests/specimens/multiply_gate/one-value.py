# expect: wrong
# misconception: returns-single
# why: only dx
class MultiplyGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = x * y
        return z

    def backward(self, dz):
        dx = self.y * dz
        dy = self.x * dz
        return dx
