# expect: wrong
# misconception: -
# why: forward is not written yet: return 0
class Relu:
    def __init__(self):
        self.mask = None

    def forward(self, x):
        self.mask = x <= 0
        return 0

    def backward(self, dout):
        return np.where(self.mask, 0, dout)
