# expect: wrong
# misconception: inverse-operation
# why: divides by the other input on the way back
class MulLayer:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dout):
        return dout / self.y, dout / self.x
