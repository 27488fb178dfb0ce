# expect: no points
# why: answers with an object that becomes a different array each time it is looked at
class Chameleon:
    def __init__(self):
        self.looks = 0

    def __array__(self, dtype=None, copy=None):
        self.looks += 1
        return np.full((), float(self.looks))

    def __float__(self):
        self.looks += 1
        return float(self.looks)

    def __getattr__(self, name):
        return getattr(np.zeros(()), name)


class MultiplyGate:
    def forward(self, x, y):
        return Chameleon()

    def backward(self, dz):
        return Chameleon(), Chameleon()
