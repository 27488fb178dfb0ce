# expect: wrong
# misconception: returns-none
# why: forward stores the output and does not return it
class Sigmoid:
    def forward(self, x):
        out = 1 / (1 + np.exp(-x))
        self.out = out

    def backward(self, dout):
        return dout * (1.0 - self.out) * self.out
