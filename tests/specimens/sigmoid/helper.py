# expect: right
# why: a helper function; the input is kept and the output computed anew
def sigmoid(x):
    return 1 / (1 + np.exp(-x))


class Sigmoid:
    def forward(self, x):
        self.x = x
        return sigmoid(x)

    def backward(self, dout):
        s = sigmoid(self.x)
        return s * (1 - s) * dout
