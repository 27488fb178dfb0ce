# expect: wrong
# share: 0.8125
# misconception: dtype-int-truncation
# why: gradients written into arrays of the inputs' type: fractions lost for integers
class MultiplyGate:
    def forward(self, x, y):
        self.x = np.asarray(x)
        self.y = np.asarray(y)
        return x * y

    def backward(self, dz):
        dx = np.zeros_like(self.x)
        dy = np.zeros_like(self.y)
        dx[...] = self.y * dz
        dy[...] = self.x * dz
        return [dx, dy]
