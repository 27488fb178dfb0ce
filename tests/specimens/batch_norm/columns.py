# expect: right
# why: column by column, with the matrix of derivatives
class BatchNorm:
    def __init__(self, gamma, beta):
        self.gamma = gamma
        self.beta = beta

    def forward(self, x):
        self.x = x
        self.mean = sum(x) / len(x)
        self.var = sum((x - self.mean) ** 2) / len(x)
        self.normal = (x - self.mean) / np.sqrt(self.var + 1e-5)
        return self.normal * self.gamma + self.beta

    def backward(self, dout):
        N = len(dout)
        self.dgamma = np.einsum("nd,nd->d", dout, self.normal)
        self.dbeta = np.einsum("nd->d", dout)
        dx = np.zeros(dout.shape)
        for d in range(dout.shape[1]):
            s = np.sqrt(self.var[d] + 1e-5)
            xhat = self.normal[:, d]
            J = (np.eye(N) - 1 / N - np.outer(xhat, xhat) / N) / s
            dx[:, d] = J @ dout[:, d] * self.gamma[d]
        return dx
