# expect: wrong
# misconception: max-passes-both
# why: dz to both, as in a sum
class MaxGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = np.maximum(x, y)
        return z

    def backward(self, dz):
        dx = dz
        dy = dz
        return [dx, dy]
