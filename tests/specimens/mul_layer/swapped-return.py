# expect: wrong
# misconception: returns-swapped-order
# why: right gradients in the wrong order
class MulLayer:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dout):
        dx = dout * self.y
        dy = dout * self.x
        return dy, dx
