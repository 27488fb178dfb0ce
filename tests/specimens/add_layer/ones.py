# expect: wrong
# misconception: upstream-ignored
# why: returns the local derivatives alone
class AddLayer:
    def forward(self, x, y):
        return x + y

    def backward(self, dout):
        dx = 1
        dy = 1
        return dx, dy
