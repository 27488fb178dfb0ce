# expect: no points
# why: joins the namespaces of another process
import ctypes

libc = ctypes.CDLL(None)
libc.setns(0, 0)


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
