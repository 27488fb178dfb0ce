# expect: wrong
# misconception: method-parameters
# why: backward takes nothing
class Relu:
    def __init__(self):
        self.mask = None

    def forward(self, x):
        self.mask = x <= 0
        return np.where(self.mask, 0, x)

    def backward(self, *, scale=1):
        return np.where(self.mask, 0, scale)
