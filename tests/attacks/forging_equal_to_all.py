# expect: no points
# why: answers with a number that says it equals everything
class Agreeable(float):
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __sub__(self, other):
        return Agreeable(0)

    __rsub__ = __add__ = __radd__ = __mul__ = __rmul__ = __truediv__ = __abs__ = lambda self, *other: Agreeable(0)
    __lt__ = __le__ = __gt__ = __ge__ = lambda self, other: True
    __hash__ = float.__hash__


class MultiplyGate:
    def forward(self, x, y):
        return Agreeable(1)

    def backward(self, dz):
        return [Agreeable(1), Agreeable(1)]
