# expect: wrong
# misconception: upstream-squared
# why: dout is multiplied twice
class MulLayer:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dout):
        dout = dout * dout
        return dout * self.y, dout * self.x
