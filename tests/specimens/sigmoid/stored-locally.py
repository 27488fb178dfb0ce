# expect: wrong
# misconception: cache-local-variable
# why: y lives only inside forward
class Sigmoid:
    def forward(self, x):
        y = 1 / (1 + np.exp(-x))
        return y

    def backward(self, dout):
        return dout * (1.0 - self.y) * self.y
