# expect: wrong
# misconception: returns-single
# why: one gradient for both
class AddGate:
    def forward(self, x, y):
        z = x + y
        return z

    def backward(self, dz):
        dx = dz * 1
        dy = dz * 1
        return dx
