# expect: wrong
# misconception: upstream-added
# why: 1 + dout for 1 * dout
class AddLayer:
    def forward(self, x, y):
        return x + y

    def backward(self, dout):
        return dout + 1, dout + 1
