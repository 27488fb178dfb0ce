# expect: wrong
# misconception: returns-none
# why: backward computes and returns nothing
class MulLayer:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dout):
        dx = dout * self.y
        dy = dout * self.x
