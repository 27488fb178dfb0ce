# expect: right
# why: everything in one formula
class BatchNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta

    def forward(self, x):
        self.x, self.mu, self.v = x, x.mean(0), x.var(0) + 1e-5
        return self.gamma * (x - self.mu) / self.v**0.5 + self.beta

    def backward(self, dout):
        N, c = len(dout), self.x - self.mu
        self.dgamma, self.dbeta = (dout * c / self.v**0.5).sum(0), dout.sum(0)
        return self.gamma / self.v**0.5 / N * (N * dout - dout.sum(0) - c / self.v * (dout * c).sum(0))
