# expect: no points
# why: gives its classes and functions names of a million characters
Long = type("X" * 1_000_000, (ValueError,), {"__module__": "\x1b[31m"})
Odd = type("\ud800\udfff\u202e", (ValueError,), {})


class MultiplyGate:
    def forward(self, x, y):
        return Long("x" * 1_000_000)

    def backward(self, dz):
        raise Odd("\ud800")
