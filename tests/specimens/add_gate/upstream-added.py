# expect: wrong
# misconception: upstream-added
# why: dz + 1
class AddGate:
    def forward(self, x, y):
        z = x + y
        return z

    def backward(self, dz):
        dx = dz + 1
        dy = dz + 1
        return [dx, dy]
