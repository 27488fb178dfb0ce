# expect: no points
# why: makes every system call there is, one after the other, with numbers that do harm where they may
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
done = {15, 23, 34, 60, 61, 130, 231, 270, 271}
for number in range(475):
    if number not in done:
        libc.syscall(number, 0, 0, 0, 0, 0, 0)


class MultiplyGate:
    def forward(self, x, y):
        return x - y

    def backward(self, dz):
        return [dz, dz]
