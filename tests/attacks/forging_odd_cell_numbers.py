# expect: no points
# why: answers for cell 0 under numbers that equal it and cannot be an index
import os
import struct

from autograder.sandbox import protocol

for number in (0.0, False):
    frame = protocol.encode(("cell", number, ()))
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, struct.pack("<I", len(frame)) + frame)
        except OSError:
            pass


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
