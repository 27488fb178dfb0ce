# expect: no points
# why: asks for the privileges of root, and to be open to debuggers again
import ctypes
import os

libc = ctypes.CDLL(None)
for call in (lambda: os.setuid(0), lambda: os.setgid(0), lambda: os.setgroups([0]), lambda: os.setresuid(0, 0, 0)):
    try:
        call()
    except OSError:
        pass
for option, value in ((4, 1), (38, 0), (1, 0), (22, 0)):
    libc.prctl(option, value, 0, 0, 0)


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
