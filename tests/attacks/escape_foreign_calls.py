# expect: no points
# why: makes system calls under the numbers of another calling convention
import ctypes

libc = ctypes.CDLL(None)
libc.syscall(ctypes.c_long(0x40000000 + 2), b"/etc/passwd", 0)
libc.syscall(ctypes.c_long(-1))
libc.syscall(ctypes.c_long(100_000))


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
