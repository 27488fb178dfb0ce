# expect: wrong
# misconception: sign-flipped
# why: the sign of the gradient is turned
class Relu:
    def forward(self, x):
        self.mask = x > 0
        return x * self.mask

    def backward(self, dout):
        return -dout * self.mask
