# expect: wrong
# misconception: prints-not-returns
# why: forward prints its result
class MulLayer:
    def forward(self, x, y):
        self.x, self.y = x, y
        print(x * y)

    def backward(self, dout):
        return dout * self.y, dout * self.x
