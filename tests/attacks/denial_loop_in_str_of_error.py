# expect: no points
# why: raises an error whose text never ends
class Endless(Exception):
    def __str__(self):
        while True:
            pass

    __repr__ = __str__


class MultiplyGate:
    def forward(self, x, y):
        raise Endless

    def backward(self, dz):
        raise Endless
