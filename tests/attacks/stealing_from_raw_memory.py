# expect: no points
# why: searches the raw memory of the process for a solution's source
import ctypes

found = None
start = id(object()) & ~0xFFFFF
for offset in range(0, 1 << 20, 4096):
    try:
        page = ctypes.string_at(start + offset, 4096)
    except Exception:
        break
    if b"BEGIN SOLUTION" in page:
        found = page


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
