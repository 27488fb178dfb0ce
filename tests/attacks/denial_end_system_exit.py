# expect: no points
# why: raises SystemExit in its cell and when it is asked
import sys


class MultiplyGate:
    def forward(self, x, y):
        sys.exit(0)

    def backward(self, dz):
        raise SystemExit("4/4")


sys.exit(0)
