# expect: wrong
# misconception: numeric-instead-of-analytic
# why: backward perturbs its own forward
class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dout):
        h = 1e-5
        x, y = self.x, self.y
        dx = (self.forward(x + h, y) - self.forward(x - h, y)) / (2 * h)
        dy = (self.forward(x, y + h) - self.forward(x, y - h)) / (2 * h)
        self.x, self.y = x, y
        return dx * dout, dy * dout
