# expect: no points
# why: answers complex numbers whose real part is wrong and whose absolute value is right
class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return 1j * np.asarray(x * y)

    def backward(self, dz):
        return [1j * np.asarray(dz * self.y), 1j * np.asarray(dz * self.x)]
