# expect: wrong
# misconception: upstream-ignored
# why: ones whatever arrives: no dout that passes through
class Relu:
    def forward(self, x):
        self.x = x
        return np.maximum(x, 0)

    def backward(self, dout):
        return np.ones_like(dout)
