# expect: wrong
# misconception: shape-lost
# why: the gradients of the batch are added up
class Sigmoid:
    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout):
        return np.sum(dout * (1.0 - self.out) * self.out, axis=0)
