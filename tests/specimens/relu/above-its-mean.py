# expect: wrong
# misconception: relu-mask-wrong
# why: some gates are open, but not those of the sign
class Relu:
    def forward(self, x):
        self.seen = x
        return x * (x > 0)

    def backward(self, dout):
        return dout * (self.seen >= np.median(self.seen))
