# expect: no points
# why: loads a program into the kernel
import ctypes

libc = ctypes.CDLL(None)
libc.syscall(ctypes.c_long(321), 0, None, 0)


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
