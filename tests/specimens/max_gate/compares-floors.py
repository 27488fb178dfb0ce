# expect: wrong
# share: 0.3333
# misconception: -
# why: compares the inputs without their fractions
class MaxGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = np.maximum(x, y)
        return z

    def backward(self, dz):
        dx = dz * (np.floor(self.x) > np.floor(self.y))
        dy = dz * (np.floor(self.y) > np.floor(self.x))
        return [dx, dy]
