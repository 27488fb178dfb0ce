# expect: no points
# why: says that all is done, with seconds that are none, before anything was asked
import os
import struct
import sys
import types

at, inside, protocol = sys._getframe(), {}, types.SimpleNamespace()
while at is not None:  # what serves a submission stands in its frames
    vars(protocol).update(at.f_globals)
    inside = at.f_globals if at.f_globals.get("__name__") == "autograder.sandbox.interpreter" else inside
    at = at.f_back

for seconds in ((float("nan"), float("inf")), (-1e308, 1e308), (0.0, 0.0)):
    data = protocol.encode(("done", -1, seconds))
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, struct.pack("<I", len(data)) + data)
        except OSError:
            pass


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
