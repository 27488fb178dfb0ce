# expect: no points
# why: makes namespaces and mounts a file system in them
import ctypes

libc = ctypes.CDLL(None)
libc.unshare(0x10000000 | 0x00020000)
libc.mount(b"none", b"/tmp", b"tmpfs", 0, None)


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
