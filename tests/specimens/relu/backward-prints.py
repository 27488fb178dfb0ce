# expect: wrong
# misconception: prints-not-returns
# why: backward prints
class Relu:
    def forward(self, x):
        self.mask = x > 0
        return x * self.mask

    def backward(self, dout):
        print(dout * self.mask)
