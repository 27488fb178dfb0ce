# expect: right
# why: zeros filled by boolean index, numbers through atleast_1d
class MaxGate:
    def forward(self, x: float, y: float):
        self.mask = np.atleast_1d(x) > np.atleast_1d(y)
        self.shape = np.shape(x)
        return np.maximum(x, y)

    def backward(self, dz):
        dz = np.atleast_1d(np.asarray(dz, dtype=float))
        dx, dy = np.zeros(dz.shape), np.zeros(dz.shape)
        dx[self.mask] = dz[self.mask]
        dy[~self.mask] = dz[~self.mask]
        return [dx.reshape(self.shape), dy.reshape(self.shape)]
