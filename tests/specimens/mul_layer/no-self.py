# expect: wrong
# misconception: method-missing-self
# why: backward lacks the parameter self
class MulLayer:
    def forward(self, x, y):
        self.x = x
        self.y = y
        return x * y

    def backward(dout):
        dx = dout * self.y
        dy = dout * self.x
        return dx, dy
