# expect: right
# why: the gradient is worked out in the array that arrives, which costs nothing
class Sigmoid:
    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout):
        dout *= self.out
        dout *= 1 - self.out
        return dout
