# expect: no points
# why: opens performance counters of other processes
import ctypes

libc = ctypes.CDLL(None)
libc.syscall(ctypes.c_long(298), ctypes.create_string_buffer(128), 0, -1, -1, 0)


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
