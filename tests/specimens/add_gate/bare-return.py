# expect: wrong
# misconception: returns-none
# why: a bare return in forward
class AddGate:
    def forward(self, x, y):
        z = x + y
        return

    def backward(self, dz):
        dx = dz * 1
        dy = dz * 1
        return [dx, dy]
