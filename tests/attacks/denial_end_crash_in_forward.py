# expect: no points
# why: makes the interpreter crash when it is asked
import ctypes


class MultiplyGate:
    def forward(self, x, y):
        ctypes.memset(0, 0, 1)

    def backward(self, dz):
        return [dz, dz]
