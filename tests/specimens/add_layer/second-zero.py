# expect: wrong
# misconception: partial-gradient-zero
# why: y is treated as a constant
class AddLayer:
    def forward(self, x, y):
        return x + y

    def backward(self, dout):
        return dout, 0
