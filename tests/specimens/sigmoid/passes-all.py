# expect: wrong
# misconception: activation-grad-skipped
# why: the local derivative is left out
class Sigmoid:
    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout):
        return dout
