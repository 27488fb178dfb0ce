# expect: wrong
# misconception: partial-gradient-zero
# why: dy is 0
class AddGate:
    def forward(self, x, y):
        z = x + y
        return z

    def backward(self, dz):
        dx = dz * 1
        dy = dz * 0
        return [dx, dy]
