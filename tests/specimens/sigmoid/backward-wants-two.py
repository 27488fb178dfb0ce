# expect: wrong
# misconception: method-parameters
# why: backward wants x too
class Sigmoid:
    def __init__(self):
        self.out = None

    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout, x):
        return dout * self.out * (1 - self.out)
