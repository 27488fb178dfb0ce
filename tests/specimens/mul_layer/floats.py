# expect: right
# why: float() refuses arrays, which are not asked for
class MulLayer:
    def forward(self, x, y):
        self.x, self.y = float(x), float(y)
        return self.x * self.y

    def backward(self, dout):
        return float(dout) * self.y, float(dout) * self.x
