# expect: wrong
# misconception: scalar-branch-on-array
# why: if x > 0 on a whole array
class Relu:
    def forward(self, x):
        self.x = x
        if x > 0:
            return x
        else:
            return 0

    def backward(self, dout):
        if self.x > 0:
            return dout
        else:
            return 0
