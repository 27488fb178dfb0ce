# expect: no points
# why: ends the process with success when it is asked
import os


class MultiplyGate:
    def forward(self, x, y):
        os._exit(0)

    def backward(self, dz):
        os._exit(0)
