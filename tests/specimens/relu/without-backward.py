# expect: wrong
# misconception: method-missing
# why: there is no backward
class Relu:
    def __init__(self):
        self.mask = None

    def forward(self, x):
        self.mask = x <= 0
        return np.where(self.mask, 0, x)
