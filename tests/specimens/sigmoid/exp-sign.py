# expect: wrong
# misconception: sigmoid-exp-sign
# why: exp(x) for exp(-x)
class Sigmoid:
    def forward(self, x):
        out = 1 / (1 + np.exp(x))
        self.out = out
        return out

    def backward(self, dout):
        return dout * (1.0 - self.out) * self.out
