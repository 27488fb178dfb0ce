# expect: wrong
# misconception: add-as-mul
# why: backward of the multiplication, copied
class AddLayer:
    def forward(self, x, y):
        self.x = x
        self.y = y
        return x + y

    def backward(self, dout):
        return dout * self.y, dout * self.x
