# expect: no points
# why: reads and writes its parent's memory
import ctypes
import os

for path in (f"/proc/{os.getppid()}/mem", f"/proc/{os.getppid()}/maps", "/proc/1/mem"):
    try:
        os.read(os.open(path, os.O_RDWR), 1)
    except OSError:
        pass
buffer = ctypes.create_string_buffer(64)
vector = (ctypes.c_size_t * 2)(ctypes.addressof(buffer), 64)
ctypes.CDLL(None).process_vm_readv(os.getppid(), vector, 1, vector, 1, 0)


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
