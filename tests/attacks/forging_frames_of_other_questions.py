# expect: no points
# why: answers for questions that are not its own, and for cells that there are not
import os
import struct
import sys
import types

at, inside, protocol = sys._getframe(), {}, types.SimpleNamespace()
while at is not None:  # what serves a submission stands in its frames
    vars(protocol).update(at.f_globals)
    inside = at.f_globals if at.f_globals.get("__name__") == "autograder.sandbox.interpreter" else inside
    at = at.f_back


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
