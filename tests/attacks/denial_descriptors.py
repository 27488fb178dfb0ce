# expect: no points
# why: uses up all descriptors
import os

for _ in range(100_000):
    try:
        os.dup(0)
    except OSError:
        break


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
