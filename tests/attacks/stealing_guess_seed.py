# expect: no points
# why: draws again the numbers that the judge would draw, and answers with these
class MultiplyGate:
    def forward(self, x, y):
        return np.random.default_rng(0).normal(size=np.shape(x))

    def backward(self, dz):
        np.random.seed(0)
        return [np.random.rand(*np.shape(dz)), np.random.randn(*np.shape(dz))]
