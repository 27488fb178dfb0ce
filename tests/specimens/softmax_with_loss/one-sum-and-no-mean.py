# expect: wrong
# misconception: softmax-global-sum
# why: one sum for all rows, and no mean in the loss
class SoftmaxWithLoss:
    def forward(self, x, t):
        e = np.exp(x - x.max(axis=1, keepdims=True))
        self.y = e / e.sum()
        self.t = t
        return -np.sum(t * np.log(self.y + 1e-7))

    def backward(self, dout=1):
        return self.y - self.t
