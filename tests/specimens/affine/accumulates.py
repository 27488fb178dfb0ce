# expect: wrong
# share: 0.75
# misconception: grad-accumulates-across-calls
# why: dW and db grow with each call
class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b
        self.dW = np.zeros(W.shape)
        self.db = np.zeros(b.shape)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW += self.x.T @ dout
        self.db += dout.sum(axis=0)
        return dout @ self.W.T
