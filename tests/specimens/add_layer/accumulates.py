# expect: wrong
# share: 0.75
# misconception: grad-accumulates-across-calls
# why: adds to the gradients of the last call
class AddLayer:
    def __init__(self):
        self.dx = 0
        self.dy = 0

    def forward(self, x, y):
        return x + y

    def backward(self, dout):
        self.dx = self.dx + dout
        self.dy = self.dy + dout
        return self.dx, self.dy
