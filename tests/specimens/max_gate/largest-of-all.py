# expect: wrong
# share: 0.9167
# misconception: -
# why: np.max of both is the larger of two numbers, and one number for two arrays
class MaxGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return np.max([x, y])

    def backward(self, dz):
        if self.x > self.y:
            return [dz, 0]
        return [0, dz]
