# expect: no points
# why: asks for shared and locked memory, which other limits do not count
import ctypes
import mmap
import os

hoard = []
for _ in range(64):
    try:
        hoard.append(mmap.mmap(-1, 1 << 28))
        hoard[-1].write(bytes(1 << 28))
    except (OSError, MemoryError, ValueError):
        break
for maker in ("memfd_create", "eventfd"):
    try:
        descriptor = getattr(os, maker)("x") if maker == "memfd_create" else os.eventfd(0)
        os.write(descriptor, bytes(1 << 28))
    except OSError:
        pass
ctypes.CDLL(None).shmget(0, 1 << 30, 0o1777)


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
