# expect: no points
# why: ends the process with success before it is asked
import os

os._exit(0)


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
