# expect: wrong
# misconception: returns-inputs
# why: the inputs come back
class AddGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        z = x + y
        return z

    def backward(self, dz):
        dx = dz * 1
        dy = dz * 1
        return [self.x, self.y]
