# expect: wrong
# misconception: add-splits-gradient
# why: half to each
class MaxGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = np.maximum(x, y)
        return z

    def backward(self, dz):
        dx = dz / 2
        dy = dz / 2
        return [dx, dy]
