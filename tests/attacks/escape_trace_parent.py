# expect: no points
# why: attaches to its parent as a debugger
import ctypes
import os

libc = ctypes.CDLL(None)
libc.ptrace(16, os.getppid(), 0, 0)
libc.ptrace(0x4206, os.getppid(), 0, 0)


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
