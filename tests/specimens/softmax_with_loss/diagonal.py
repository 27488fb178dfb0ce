# expect: wrong
# misconception: softmax-jacobian-diagonal
# why: only the diagonal of the Jacobian of softmax
class SoftmaxWithLoss:
    def forward(self, x, t):
        e = np.exp(x - x.max(axis=1, keepdims=True))
        self.y = e / e.sum(axis=1, keepdims=True)
        self.t = t
        return -np.sum(t * np.log(self.y + 1e-7)) / len(x)

    def backward(self, dout=1):
        dy = -self.t / (self.y + 1e-7) / len(self.t)
        return dy * self.y * (1 - self.y)
