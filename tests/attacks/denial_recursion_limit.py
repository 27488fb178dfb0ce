# expect: no points
# why: lifts the limit of recursion and breaks all that calls a function
import sys

sys.setrecursionlimit(10**9)
sys.setswitchinterval(1e-9)


def deep(n):
    return deep(n + 1)


class MultiplyGate:
    def forward(self, x, y):
        sys.setrecursionlimit(60)
        return deep(0)

    def backward(self, dz):
        sys.setrecursionlimit(60)
        return [dz, dz]
