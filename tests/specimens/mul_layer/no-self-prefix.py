# expect: wrong
# misconception: missing-self-prefix
# why: backward reads y and x without self
class MulLayer:
    def forward(self, x, y):
        self.x = x
        self.y = y
        return x * y

    def backward(self, dout):
        dx = dout * y
        dy = dout * x
        return dx, dy
