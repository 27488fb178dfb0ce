# expect: wrong
# share: 0.625
# misconception: mutates-parameters
# why: backward already takes a learning step
class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW = self.x.T @ dout
        self.db = dout.sum(axis=0)
        self.W = self.W - 0.01 * self.dW
        self.b = self.b - 0.01 * self.db
        return dout @ self.W.T
