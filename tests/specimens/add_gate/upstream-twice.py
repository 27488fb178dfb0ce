# expect: wrong
# misconception: upstream-squared
# why: dz squared
class AddGate:
    def forward(self, x, y):
        z = x + y
        return z

    def backward(self, dz):
        dx = dz * dz
        dy = dz * dz
        return [dx, dy]
