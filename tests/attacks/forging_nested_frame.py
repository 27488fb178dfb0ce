# expect: no points
# why: sends a message that is nested a million deep
import gc
import socket
import struct
import sys
import types

at, inside, protocol = sys._getframe(), {}, types.SimpleNamespace()
while at is not None:  # what serves a submission stands in its frames
    vars(protocol).update(at.f_globals)
    inside = at.f_globals if at.f_globals.get("__name__") == "autograder.sandbox.interpreter" else inside
    at = at.f_back

one = protocol.encode((None,))
head = one[: -len(protocol.encode(None))]
frame = head * 1_000_000 + protocol.encode(None)
for thing in gc.get_objects():
    if isinstance(thing, socket.socket):
        thing.sendall(struct.pack("<I", len(frame)) + frame)


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
