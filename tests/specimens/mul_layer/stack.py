# expect: right
# why: each backward takes what the last forward put on a stack, so that a second one raises
class MulLayer:
    def __init__(self):
        self.stack = []

    def forward(self, x, y):
        self.stack.append((x, y))
        return x * y

    def backward(self, dout):
        x, y = self.stack.pop()
        return dout * y, dout * x
