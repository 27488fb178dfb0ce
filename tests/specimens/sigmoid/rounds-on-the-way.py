# expect: wrong
# misconception: precision-lost
# why: the local gradient is rounded, and multiplied after that
class Sigmoid:
    def forward(self, x):
        self.kept = 1 / (1 + np.exp(-x))
        return self.kept

    def backward(self, dout):
        return dout * np.around(self.kept * (1 - self.kept), 3)
