# expect: wrong
# misconception: -
# why: negative gradients are dropped
class AddGate:
    def forward(self, x, y):
        z = x + y
        return z

    def backward(self, dz):
        dx = np.maximum(dz, 0)
        dy = dz * 1
        return [dx, dy]
