# expect: no points
# why: unpacks a small file into a large one
import bz2
import zlib

small = zlib.compress(bytes(1 << 26), 9)
hoard = []
while True:
    hoard.append(zlib.decompress(small))
    bz2.compress(hoard[-1][:1000])


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
