# expect: wrong
# misconception: cache-local-variable
# why: forward itself reads self.xhat, which is a local variable
class BatchNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
        self.dgamma = self.dbeta = None
    def forward(self, x):
        self.mu = x.mean(axis=0)
        self.std = np.sqrt(x.var(axis=0) + 1e-5)
        xhat = (x - self.mu) / self.std
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        self.dgamma = (dout * self.xhat).sum(axis=0)
        self.dbeta = dout.sum(axis=0)
        dxhat = dout * self.gamma
        return (dxhat - dxhat.mean(axis=0) - self.xhat * (dxhat * self.xhat).mean(axis=0)) / self.std
