# expect: no points
# why: guesses, a million times
class MultiplyGate:
    def forward(self, x, y):
        return np.random.randn(1_000_000)[-1] + np.zeros(np.shape(x))

    def backward(self, dz):
        return [np.random.randn() + np.zeros(np.shape(dz)), np.random.randn() + np.zeros(np.shape(dz))]
