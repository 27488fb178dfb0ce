# expect: no points
# why: calls itself until the stack of the machine is exhausted
import sys

sys.setrecursionlimit(10**9)


def deeper(n):
    return max([n], key=lambda value: deeper(value + 1))


deeper(0)


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
