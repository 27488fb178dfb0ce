# expect: wrong
# misconception: -
# why: the mask of the first example is used for all: right for a batch of one
class Relu:
    def forward(self, x):
        self.mask = x > 0
        return np.where(self.mask, x, 0)

    def backward(self, dout):
        mask = self.mask[0]
        return np.where(mask, dout, 0)
