# expect: wrong
# misconception: -
# why: the method is called backword
class MulLayer:
    def forward(self, x, y):
        self.x = x
        self.y = y
        return x * y

    def backword(self, dout):
        return dout * self.y, dout * self.x
