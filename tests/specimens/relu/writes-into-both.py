# expect: right
# why: forward changes its input in place as well; right, with notes
class Relu:
    def forward(self, x):
        self.negative = x < 0
        x[self.negative] = 0
        return x

    def backward(self, dout):
        dout[self.negative] = 0
        return dout
