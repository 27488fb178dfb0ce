# expect: wrong
# misconception: sigmoid-grad-of-input
# why: x is kept where the output is needed
class Sigmoid:
    def forward(self, x):
        self.out = x
        return 1 / (1 + np.exp(-x))

    def backward(self, dout):
        return dout * (1.0 - self.out) * self.out
