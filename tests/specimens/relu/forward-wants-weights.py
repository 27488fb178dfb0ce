# expect: wrong
# misconception: method-parameters
# why: forward has a parameter too many
class Relu:
    def __init__(self):
        self.mask = None

    def forward(self, x, W):
        self.mask = x <= 0
        return np.where(self.mask, 0, x)

    def backward(self, dout):
        return np.where(self.mask, 0, dout)
