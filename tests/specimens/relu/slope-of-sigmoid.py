# expect: wrong
# misconception: wrong-derivative-formula
# why: a ReLU differentiated like a sigmoid
class Relu:
    def forward(self, x):
        self.out = np.maximum(x, 0)
        return self.out

    def backward(self, dout):
        return dout * self.out * (1 - self.out)
