# expect: no points
# why: starts processes through every system call there is for it
import ctypes

libc = ctypes.CDLL(None)
for _ in range(100):
    if libc.fork() == 0:
        libc._exit(0)
    libc.syscall(ctypes.c_long(56), ctypes.c_long(17), 0, 0, 0, 0)
    libc.syscall(ctypes.c_long(435), ctypes.create_string_buffer(88), ctypes.c_long(88))


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
