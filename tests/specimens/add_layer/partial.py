# expect: wrong
# misconception: upstream-partial
# why: the second gradient is always 1
class AddLayer:
    def forward(self, x, y):
        return x + y

    def backward(self, dout):
        return dout * 1, 1
