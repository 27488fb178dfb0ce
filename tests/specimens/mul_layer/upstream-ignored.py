# expect: wrong
# misconception: upstream-ignored
# why: dout is not used
class MulLayer:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dout):
        dx = self.y
        dy = self.x
        return dx, dy
