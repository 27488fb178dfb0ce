# expect: wrong
# misconception: add-as-mul
# why: the gradients of a product
class AddGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        z = x + y
        return z

    def backward(self, dz):
        dx = dz * self.y
        dy = dz * self.x
        return [dx, dy]
