# expect: wrong
# misconception: abs-applied
# why: loses the sign of negative inputs
class MulLayer:
    def forward(self, x, y):
        self.x, self.y = abs(x), abs(y)
        return x * y

    def backward(self, dout):
        return dout * self.y, dout * self.x
