# expect: no points
# why: raises errors whose line, type and trace are not what they should be
class Odd(SyntaxError):
    lineno = property(lambda self: 10**30)
    msg = property(lambda self: 1 / 0)
    args = property(lambda self: iter(int, 1))
    __traceback__ = property(lambda self: 1 / 0)


class MultiplyGate:
    def forward(self, x, y):
        raise Odd

    def backward(self, dz):
        error = Odd("x")
        error.__cause__ = error
        raise error


raise Odd
