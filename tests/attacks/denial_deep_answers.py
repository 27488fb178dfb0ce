# expect: no points
# why: answers lists in lists in maps, wide and deep, each at the limit of what is observed
def deep(n):
    return 1.0 if n == 0 else [deep(n - 1)] * 6


class MultiplyGate:
    def forward(self, x, y):
        return deep(5)

    def backward(self, dz):
        return [{str(i): deep(3) for i in range(1900)}, [[0.0] * 2000] * 2000]
