# expect: right
# why: the mean through the variance, which is 0 but for rounding
class BatchNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x):
        self.x = x
        self.mu = np.mean(x, axis=0)
        self.xmu = x - self.mu
        self.var = np.mean(self.xmu ** 2, axis=0)
        self.ivar = 1.0 / np.sqrt(self.var + 1e-5)
        self.xhat = self.xmu * self.ivar
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        N = dout.shape[0]
        self.dbeta = np.sum(dout, axis=0)
        self.dgamma = np.sum(dout * self.xhat, axis=0)
        dxhat = dout * self.gamma
        dvar = np.sum(dxhat * self.xmu * -0.5 * (self.var + 1e-5) ** -1.5, axis=0)
        dmu = np.sum(-dxhat * self.ivar, axis=0) + dvar * np.sum(-2.0 * self.xmu, axis=0) / N
        return dxhat * self.ivar + dvar * 2.0 * self.xmu / N + dmu / N
