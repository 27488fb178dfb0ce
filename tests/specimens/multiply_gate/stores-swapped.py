# expect: right
# why: the inputs are stored exchanged and so need no exchange later
class MultiplyGate:
    def forward(self, x, y):
        self.x = y
        self.y = x
        return x * y

    def backward(self, dz):
        dx = self.x * dz
        dy = self.y * dz
        return np.array([dx, dy])
