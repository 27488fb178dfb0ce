# expect: wrong
# misconception: method-missing-self
# why: both methods without self
class MultiplyGate:
    def forward(x, y):
        self.x = x
        self.y = y
        z = x * y
        return z

    def backward(dz):
        dx = self.y * dz
        dy = self.x * dz
        return [dx, dy]
