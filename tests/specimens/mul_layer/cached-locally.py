# expect: wrong
# misconception: cache-local-variable
# why: the inputs are kept in names that vanish with the call
class MulLayer:
    def __init__(self):
        self.cx = None
        self.cy = None

    def forward(self, x, y):
        cx = x
        cy = y
        return cx * cy

    def backward(self, dout):
        return dout * self.cy, dout * self.cx
