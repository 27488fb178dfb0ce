# expect: wrong
# misconception: sigmoid-grad-plus
# why: 1 + s for 1 - s, and negative
class Sigmoid:
    def __init__(self):
        self.out = None

    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout):
        return -dout * self.out * (1 + self.out)
