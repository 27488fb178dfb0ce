# expect: wrong
# misconception: constructor-parameters
# why: the mask is an argument of the constructor
class Relu:
    def __init__(self, mask):
        self.mask = None

    def forward(self, x):
        self.mask = x <= 0
        return np.where(self.mask, 0, x)

    def backward(self, dout):
        return np.where(self.mask, 0, dout)
