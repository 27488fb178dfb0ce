# expect: no points
# why: answers right numbers in shapes that a broadcasting comparison takes
class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return np.stack([x * y, x * y])

    def backward(self, dz):
        return [np.stack([dz * self.y] * 2), np.stack([dz * self.x] * 2)]
