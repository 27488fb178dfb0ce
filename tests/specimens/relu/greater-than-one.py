# expect: wrong
# misconception: relu-mask-wrong
# why: the threshold of the mask is 1
class Relu:
    def forward(self, x):
        self.mask = x > 1
        return np.maximum(x, 0)

    def backward(self, dout):
        return dout * self.mask
