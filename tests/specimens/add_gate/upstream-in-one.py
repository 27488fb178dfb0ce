# expect: wrong
# misconception: upstream-partial
# why: dy is 1
class AddGate:
    def forward(self, x, y):
        z = x + y
        return z

    def backward(self, dz):
        dx = dz * 1
        dy = 1
        return [dx, dy]
