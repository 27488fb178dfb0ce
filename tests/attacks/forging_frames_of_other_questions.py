# expect: no points
# why: answers for questions that are not its own, and for cells that there are not
import os
import struct

from autograder.sandbox import protocol


def say(*frames):
    for answer in frames:
        data = protocol.encode(answer)
        for descriptor in range(3, 64):
            try:
                os.write(descriptor, struct.pack("<I", len(data)) + data)
            except OSError:
                pass


one = protocol.Reply((1.0,) * 40)
say(("cell", 0, ()), ("cell", -1, ()), ("cell", 10**9, ()), ("asked", "add_gate", (one,)), ("asked", "", ()))


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
