# expect: wrong
# misconception: another-gradient
# why: y gets what x should get
class MaxGate:
    def forward(self, x, y):
        self.mask = np.greater(x, y)
        return np.maximum(x, y)

    def backward(self, dz):
        return [dz * self.mask, dz * self.mask]
