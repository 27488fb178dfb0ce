# expect: wrong
# misconception: returns-none
# why: forward without return
class MultiplyGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = x * y

    def backward(self, dz):
        dx = self.y * dz
        dy = self.x * dz
        return [dx, dy]
