# expect: wrong
# misconception: -
# why: the method is called back
class Relu:
    def forward(self, x):
        self.mask = x > 0
        return x * self.mask

    def back(self, dout):
        return dout * self.mask
