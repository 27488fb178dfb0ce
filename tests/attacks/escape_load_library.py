# expect: no points
# why: loads code of its own as a library
import ctypes
import os

for path in ("/tmp/evil.so", "/dev/shm/evil.so", "/proc/self/fd/0", "./evil.so"):
    try:
        with open(path, "wb") as file:
            file.write(b"\x7fELF" + bytes(1000))
        ctypes.CDLL(path)
    except OSError:
        pass
os.environ["LD_PRELOAD"] = "/tmp/evil.so"


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
