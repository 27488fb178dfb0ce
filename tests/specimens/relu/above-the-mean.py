# expect: wrong
# share: 0
# misconception: -
# why: the threshold is the mean of the data: no side condition, wrong as soon as the mean is not 0
class Relu:
    def forward(self, x):
        self.mask = x > x.mean()
        return np.where(self.mask, x, 0)

    def backward(self, dout):
        return np.where(self.mask, dout, 0)
