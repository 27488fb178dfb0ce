# expect: right
# why: the graph, stage by stage, as the well-known page walks it
class BatchNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta

    def forward(self, x):
        N, D = x.shape
        mu = 1.0 / N * np.sum(x, axis=0)
        self.xmu = x - mu
        sq = self.xmu**2
        self.var = 1.0 / N * np.sum(sq, axis=0)
        self.sqrtvar = np.sqrt(self.var + 1e-5)
        self.ivar = 1.0 / self.sqrtvar
        self.xhat = self.xmu * self.ivar
        return self.gamma * self.xhat + self.beta

    def backward(self, dout):
        N, D = dout.shape
        self.dbeta = np.sum(dout, axis=0)
        self.dgamma = np.sum(dout * self.xhat, axis=0)
        dxhat = dout * self.gamma
        divar = np.sum(dxhat * self.xmu, axis=0)
        dxmu1 = dxhat * self.ivar
        dsqrtvar = -1.0 / self.sqrtvar**2 * divar
        dvar = 0.5 * 1.0 / np.sqrt(self.var + 1e-5) * dsqrtvar
        dsq = 1.0 / N * np.ones((N, D)) * dvar
        dxmu2 = 2 * self.xmu * dsq
        dx1 = dxmu1 + dxmu2
        dmu = -1 * np.sum(dxmu1 + dxmu2, axis=0)
        dx2 = 1.0 / N * np.ones((N, D)) * dmu
        return dx1 + dx2
