# expect: no points
# why: runs machine code that makes a 32-bit system call
import ctypes
import mmap

code = bytes.fromhex("b801000000bb00000000cd80c3")
page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
page.write(code)
ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))()


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
