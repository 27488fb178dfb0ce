# expect: wrong
# misconception: mask-from-upstream
# why: the gradient's own sign decides
class Relu:
    def forward(self, x):
        self.x = x
        return np.maximum(x, 0)

    def backward(self, dout):
        return dout * (dout > 0)
