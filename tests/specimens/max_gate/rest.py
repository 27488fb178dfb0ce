# expect: right
# why: the second gradient is what the first leaves
class MaxGate:
    mask = None

    def forward(self, x, y):
        d = x - y
        self.mask = (np.sign(d) + 1) / 2
        return y + self.mask * d

    def backward(self, dz):
        dx = self.mask * dz
        return dx, dz - dx
