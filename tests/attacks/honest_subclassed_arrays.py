# expect: full marks
# why: answers with arrays of a class of its own, which are arrays
class Tensor(np.ndarray):
    pass


class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return np.asarray(x * y).view(Tensor)

    def backward(self, dz):
        return [np.asarray(dz * self.y).view(Tensor), np.asarray(dz * self.x).view(Tensor)]
