# expect: wrong
# misconception: name-typo
# why: ourt for out
class MulLayer:
    def forward(self, x, y):
        self.x = x
        self.y = y
        out = x * y
        return ourt

    def backward(self, dout):
        return dout * self.y, dout * self.x
