# expect: no points
# why: hangs the hidden inputs onto exceptions as notes, causes and contexts
class MultiplyGate:
    def forward(self, x, y):
        error = ValueError("wrong")
        error.add_note(repr(x))
        raise error from KeyError(repr(y))

    def backward(self, dz):
        try:
            raise KeyError(repr(dz))
        except KeyError:
            raise ExceptionGroup(repr(dz), [ValueError(repr(dz))])
