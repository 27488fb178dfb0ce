# expect: wrong
# share: 0.75
# misconception: grad-accumulates-across-calls
# why: earlier upstream gradients are added
class AddGate:
    def forward(self, x, y):
        z = x + y
        return z

    def backward(self, dz):
        self.total = dz = getattr(self, 'total', 0) + dz
        dx = dz * 1
        dy = dz * 1
        return [dx, dy]
