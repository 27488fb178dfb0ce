# expect: wrong
# misconception: forward-wrong-op
# why: keeps what is negative
class Relu:
    def forward(self, x):
        self.mask = x > 0
        return np.minimum(0, x)

    def backward(self, dout):
        return dout * self.mask
