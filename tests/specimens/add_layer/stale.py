# expect: wrong
# share: 0.75
# misconception: stale-cache
# why: the first sum is returned for ever
class AddLayer:
    def __init__(self):
        self.out = None

    def forward(self, x, y):
        if self.out is None:
            self.out = x + y
        return self.out

    def backward(self, dout):
        return dout, dout
