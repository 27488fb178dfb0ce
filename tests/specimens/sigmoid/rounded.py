# expect: wrong
# misconception: precision-lost
# why: four decimals
class Sigmoid:
    def forward(self, x):
        self.out = np.round(1 / (1 + np.exp(-x)), 4)
        return self.out

    def backward(self, dout):
        return dout * (1.0 - self.out) * self.out
