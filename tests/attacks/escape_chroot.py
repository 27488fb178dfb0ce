# expect: no points
# why: changes its root folder
import ctypes

libc = ctypes.CDLL(None)
libc.chroot(b".")
libc.pivot_root(b".", b".")


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
