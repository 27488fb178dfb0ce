# expect: wrong
# share: 0.75
# misconception: -
# why: right for several rows; of a single one the row is lost
class Relu:
    def forward(self, x):
        self.mask = x > 0
        return np.squeeze(x * self.mask)

    def backward(self, dout):
        return np.squeeze(dout * self.mask)
