# expect: wrong
# misconception: wrong-derivative-formula
# why: the derivative of tanh
class Sigmoid:
    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout):
        return dout * (1 - self.out**2)
