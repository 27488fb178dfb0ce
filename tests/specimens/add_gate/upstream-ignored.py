# expect: wrong
# misconception: upstream-ignored
# why: ones, whatever arrives
class AddGate:
    def forward(self, x, y):
        z = x + y
        return z

    def backward(self, dz):
        dx = 1
        dy = 1
        return [dx, dy]
