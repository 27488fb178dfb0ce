# expect: right
# why: forward leaves a function behind which backward calls
class MulLayer:
    def forward(self, x, y):
        self.local = lambda g: (g * y, g * x)
        return x * y

    def backward(self, dout):
        dx, dy = self.local(dout)
        return np.array(dx), np.array(dy)
