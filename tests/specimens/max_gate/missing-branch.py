# expect: wrong
# misconception: -
# why: no answer where y wins
class MaxGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return np.maximum(x, y)

    def backward(self, dz):
        if np.all(self.x > self.y):
            return [dz, 0]
