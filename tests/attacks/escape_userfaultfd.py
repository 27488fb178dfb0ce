# expect: no points
# why: asks to handle page faults itself
import ctypes

libc = ctypes.CDLL(None)
libc.syscall(ctypes.c_long(323), 1)


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
