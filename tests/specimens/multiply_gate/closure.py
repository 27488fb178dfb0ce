# expect: right
# why: forward stores a function that is the way back
class MultiplyGate:
    def forward(self, x, y):
        self._pullback = lambda upstream: [upstream * y, upstream * x]
        return x * y

    def backward(self, dz):
        return self._pullback(dz)
