# expect: no points
# why: answers with an object that claims to be a float
class Liar:
    @property
    def __class__(self):
        return float

    def __float__(self):
        return float("nan")

    def __index__(self):
        return 1


class MultiplyGate:
    def forward(self, x, y):
        return Liar()

    def backward(self, dz):
        return [Liar(), Liar()]
