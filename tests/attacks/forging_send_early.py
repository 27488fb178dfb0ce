# expect: no points
# why: sends the answer of its question itself, in the right form, before it is asked
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

reply = protocol.Reply((0.0,) * 5)
frame = protocol.encode(("asked", "multiply_gate", (reply,) * 3))
for thing in gc.get_objects():
    if isinstance(thing, socket.socket):
        thing.sendall(struct.pack("<I", len(frame)) + frame)


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
