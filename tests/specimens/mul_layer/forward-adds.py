# expect: wrong
# misconception: forward-wrong-op
# why: forward adds; backward is that of a product
class MulLayer:
    def forward(self, x, y):
        self.x = x
        self.y = y
        out = x + y
        return out

    def backward(self, dout):
        return dout * self.y, dout * self.x
