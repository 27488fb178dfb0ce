# expect: no points
# why: leaves messages for the next child in memory that processes share
import ctypes
from multiprocessing import shared_memory

try:
    shared_memory.SharedMemory("autograder", create=True, size=4096)
except Exception:
    pass
libc = ctypes.CDLL(None)
if libc.shmget(4711, 4096, 0o1777) >= 0 or libc.msgget(4711, 0o1777) >= 0 or libc.semget(4711, 1, 0o1777) >= 0:
    raise SystemExit("memory is shared")


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
