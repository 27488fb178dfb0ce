# expect: no points
# why: closes every descriptor, the channel too
import os

os.closerange(0, 65536)


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
