# expect: wrong
# misconception: param-grad-not-stored
# why: dgamma is no misspelt gamma
class BatchNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta, self.eps = gamma, beta, 1e-5
    def forward(self, x):
        self.centred = x - x.mean(0)
        self.var = (self.centred ** 2).mean(0)
        self.std = np.sqrt(self.var + self.eps)
        self.norm = self.centred / self.std
        return self.gamma * self.norm + self.beta
    def backward(self, dout):
        n = len(dout)
        dgamma, dbeta = (dout * self.norm).sum(0), dout.sum(0)
        dn = dout * self.gamma
        return (n * dn - dn.sum(0) - self.norm * (dn * self.norm).sum(0)) / (n * self.std)
