# expect: wrong
# misconception: returns-none
# why: forward keeps its result
class Relu:
    def __init__(self):
        self.mask = None

    def forward(self, x):
        self.mask = x <= 0
        out = np.where(self.mask, 0, x)

    def backward(self, dout):
        return np.where(self.mask, 0, dout)
