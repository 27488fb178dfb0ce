# expect: no points
# why: makes the interpreter crash
import ctypes
import faulthandler

faulthandler.disable()
ctypes.string_at(0)


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
