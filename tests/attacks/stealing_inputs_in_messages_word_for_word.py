# expect: no points
# why: raises Python's own sentences with the hidden inputs where they have a blank
class MultiplyGate:
    def forward(self, x, y):
        raise TypeError(f"unsupported operand type(s) for +: '{x!r}' and '{y!r}'")

    def backward(self, dz):
        raise ValueError(f"shapes ({dz!r},) and ({dz!r},) not aligned: {dz!r} (dim 0) != {dz!r} (dim 0)")
