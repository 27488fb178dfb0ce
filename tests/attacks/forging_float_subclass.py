# expect: no points
# why: answers numbers whose comparisons, differences and conversions all say that they are right
class Right(float):
    def __eq__(self, other):
        return True

    def __sub__(self, other):
        return 0.0

    __rsub__ = __sub__

    def __float__(self):
        return 1.0

    def __abs__(self):
        return 0.0

    __hash__ = float.__hash__


class MultiplyGate:
    def forward(self, x, y):
        return Right(3.0)

    def backward(self, dz):
        return [Right(3.0), Right(3.0)]
