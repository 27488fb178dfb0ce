# expect: no points
# why: prints gigabytes
import os
import sys

line = "x" * 1_000_000
for _ in range(3000):
    print(line)
    sys.stderr.write(line)
    os.write(1, line.encode())
    os.write(2, line.encode())


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
