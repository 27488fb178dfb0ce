# expect: wrong
# misconception: inverse-operation
# why: division instead of a product
class MultiplyGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = x * y
        return z

    def backward(self, dz):
        dx = dz / self.y
        dy = dz / self.x
        return [dx, dy]
