# expect: wrong
# misconception: sigmoid-applied-twice
# why: the sigmoid of the sigmoid on the way back
def sigmoid(x):
    return 1 / (1 + np.exp(-x))


class Sigmoid:
    def forward(self, x):
        self.out = sigmoid(x)
        return self.out

    def backward(self, dout):
        return dout * sigmoid(self.out) * (1 - sigmoid(self.out))
