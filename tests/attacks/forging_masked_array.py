# expect: no points
# why: answers arrays of which every element is masked
class MultiplyGate:
    def forward(self, x, y):
        return np.ma.masked_all(np.shape(x))

    def backward(self, dz):
        return [np.ma.masked, np.ma.masked_all(np.shape(dz))]
