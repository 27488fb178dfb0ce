# expect: wrong
# misconception: undefined-name
# why: self.out = out in the constructor
class Sigmoid:
    def __init__(self):
        self.out = out

    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout):
        return dout * self.out * (1 - self.out)
