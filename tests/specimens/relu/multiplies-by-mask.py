# expect: right
# why: maximum, and the mask as numbers
class Relu:
    def forward(self, x):
        self.positive = (x > 0).astype(float)
        return np.maximum(0, x)

    def backward(self, dout):
        return dout * self.positive
