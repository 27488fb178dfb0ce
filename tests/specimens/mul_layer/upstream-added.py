# expect: wrong
# misconception: upstream-added
# why: dout is added where it should be multiplied
class MulLayer:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dout):
        return dout + self.y, dout + self.x
