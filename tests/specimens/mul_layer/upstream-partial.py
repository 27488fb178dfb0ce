# expect: wrong
# misconception: upstream-partial
# why: dout reaches only the first gradient
class MulLayer:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dout):
        dx = self.y * dout
        dy = self.x
        return dx, dy
