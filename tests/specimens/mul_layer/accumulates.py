# expect: wrong
# share: 0.75
# misconception: grad-accumulates-across-calls
# why: the gradients of earlier calls are added
class MulLayer:
    def __init__(self):
        self.dx = 0
        self.dy = 0

    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dout):
        self.dx = self.dx + dout * self.y
        self.dy = self.dy + dout * self.x
        return self.dx, self.dy
