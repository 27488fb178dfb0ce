# expect: wrong
# misconception: cache-overwritten
# why: self.x is a gradient already when dy is computed
class MulLayer:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dout):
        self.x = dout * self.y
        self.y = dout * self.x
        return self.x, self.y
