# expect: wrong
# misconception: undefined-name
# why: the parameter is called x, and dout is used
class Sigmoid:
    def __init__(self):
        self.out = None

    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, x):
        return dout * self.out * (1 - self.out)
