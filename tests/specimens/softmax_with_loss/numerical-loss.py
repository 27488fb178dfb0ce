# expect: wrong
# misconception: numeric-instead-of-analytic
# why: the numerical gradient of the loss
class SoftmaxWithLoss:
    def forward(self, x, t):
        self.x, self.t = x, t
        e = np.exp(x - x.max(axis=1, keepdims=True))
        y = e / e.sum(axis=1, keepdims=True)
        return -np.sum(t * np.log(y + 1e-7)) / len(x)

    def backward(self, dout=1):
        x, t, h = self.x.astype(float), self.t, 1e-5
        dx = np.zeros_like(x)
        for i in range(x.shape[0]):
            for j in range(x.shape[1]):
                up, down = x.copy(), x.copy()
                up[i, j] += h
                down[i, j] -= h
                dx[i, j] = (self.forward(up, t) - self.forward(down, t)) / (2 * h)
        return dx * dout
