# expect: no points
# why: reads the stack of its own thread for numbers that could be answers
import ctypes

here = ctypes.c_double(0.0)
found = []
for offset in range(0, 4096, 8):
    value = ctypes.c_double.from_address(ctypes.addressof(here) + offset).value
    if 1e-3 < abs(value) < 1e3:
        found.append(value)


class MultiplyGate:
    def forward(self, x, y):
        return found[0] if found else 0.0

    def backward(self, dz):
        return [found[-1] if found else 0.0] * 2
