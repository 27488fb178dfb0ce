# expect: no points
# why: raises NotImplementedError wherever it would be wrong, as if that were no answer
class MultiplyGate:
    def forward(self, x, y):
        raise NotImplementedError

    def backward(self, dz):
        raise NotImplementedError
