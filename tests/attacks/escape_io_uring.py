# expect: no points
# why: opens files through a ring that filters do not see
import ctypes

libc = ctypes.CDLL(None)
libc.syscall(ctypes.c_long(425), 8, ctypes.create_string_buffer(120))


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
