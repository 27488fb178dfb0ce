# expect: wrong
# misconception: add-splits-gradient
# why: half to each
class AddGate:
    def forward(self, x, y):
        z = x + y
        return z

    def backward(self, dz):
        dx = dz / 2
        dy = dz / 2
        return [dx, dy]
