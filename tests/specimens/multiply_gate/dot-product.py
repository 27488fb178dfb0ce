# expect: wrong
# share: 0.9375
# misconception: -
# why: np.dot is the product for numbers only
class MultiplyGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = np.dot(x, y)
        return z

    def backward(self, dz):
        dx = self.y * dz
        dy = self.x * dz
        return [dx, dy]
