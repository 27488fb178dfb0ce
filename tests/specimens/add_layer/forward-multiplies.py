# expect: wrong
# misconception: forward-wrong-op
# why: forward of the multiplication, copied
class AddLayer:
    def forward(self, x, y):
        out = x * y
        return out

    def backward(self, dout):
        return dout * 1, dout * 1
