# expect: no points
# why: asks the compiler for more than its stack holds
for source in ("(" * 100_000 + ")" * 100_000, "-" * 1_000_000 + "1", "+".join(["x"] * 100_000), "x" + "[0]" * 100_000):
    try:
        compile(source, "bomb", "eval")
    except (SyntaxError, MemoryError, RecursionError):
        pass


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
