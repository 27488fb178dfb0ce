# expect: right
# why: stores the inputs although it needs not, ones as local gradients
class AddGate:
    def __init__(self):
        self.x = None
        self.y = None

    def forward(self, x, y):
        self.x, self.y = x, y
        return np.add(self.x, self.y)

    def backward(self, dz):
        dx = np.ones_like(self.x, dtype=float) * dz
        dy = np.ones_like(self.y, dtype=float) * dz
        return dx, dy
