# expect: wrong
# share: 0.8125
# misconception: -
# why: right for numbers, one number too few for arrays
class MultiplyGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = x * y
        return z

    def backward(self, dz):
        dx = np.sum(self.y * dz)
        dy = np.sum(self.x * dz)
        return [dx, dy]
