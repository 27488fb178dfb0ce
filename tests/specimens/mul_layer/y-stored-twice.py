# expect: wrong
# misconception: forgot-cache
# why: self.y = x, where self.x is meant
class MulLayer:
    def __init__(self):
        self.x = None
        self.y = None

    def forward(self, x, y):
        self.y = x
        self.y = y
        return x * y

    def backward(self, dout):
        return dout * self.y, dout * self.x
