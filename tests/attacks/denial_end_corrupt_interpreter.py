# expect: no points
# why: breaks the interpreter's own objects
import ctypes
import gc

small = id(1)
ctypes.memmove(small + 24, (ctypes.c_uint32 * 1)(7), 4)
gc.set_threshold(1)
for thing in (int, float, list, tuple):
    ctypes.memmove(id(thing), bytes(8), 8)


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
