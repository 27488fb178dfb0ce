# expect: right
# why: keepdims and a helper method
class BatchNorm:
    eps = 1e-5

    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta

    def normal(self, x):
        c = x - np.mean(x, axis=0, keepdims=True)
        s = np.sqrt(np.mean(c * c, axis=0, keepdims=True) + self.eps)
        return c / s, s

    def forward(self, x):
        self.z, self.s = self.normal(x)
        return self.gamma * self.z + self.beta

    def backward(self, dout):
        self.dgamma = np.sum(dout * self.z, axis=0)
        self.dbeta = np.sum(dout, axis=0)
        dz = dout * self.gamma
        dz = dz - np.mean(dz, axis=0, keepdims=True) - self.z * np.mean(dz * self.z, axis=0, keepdims=True)
        return dz / self.s
