# expect: wrong
# misconception: attribute-name-mismatch
# why: forward fills self.X and self.Y, backward reads self.x and self.y, which the constructor left at None
class MulLayer:
    def __init__(self):
        self.x = None
        self.y = None

    def forward(self, x, y):
        self.X = x
        self.Y = y
        return x * y

    def backward(self, dout):
        return dout * self.y, dout * self.x
