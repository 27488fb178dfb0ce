# expect: no points
# why: answers zeros of the right shape and type
class MultiplyGate:
    def forward(self, x, y):
        return np.zeros_like(np.asarray(x, dtype=float))

    def backward(self, dz):
        return [np.zeros_like(np.asarray(dz, dtype=float))] * 2
