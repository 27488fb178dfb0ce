# expect: wrong
# misconception: -
# why: three gradients for two inputs
class AddGate:
    def forward(self, x, y):
        z = x + y
        return z

    def backward(self, dz):
        dx = dz * 1
        dy = dz * 1
        return [dx, dy, dz]
