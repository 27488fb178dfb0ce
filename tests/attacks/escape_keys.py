# expect: no points
# why: uses the kernel's store of keys
import ctypes

libc = ctypes.CDLL(None)
libc.syscall(ctypes.c_long(250), 0, -3, 0)
libc.syscall(ctypes.c_long(248), b"user", b"autograder", b"x", 1, -3)


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
