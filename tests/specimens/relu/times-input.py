# expect: wrong
# misconception: relu-multiplies-by-input
# why: multiplies by the positive input itself
class Relu:
    def forward(self, x):
        self.out = np.maximum(x, 0)
        return self.out

    def backward(self, dout):
        return dout * self.out
