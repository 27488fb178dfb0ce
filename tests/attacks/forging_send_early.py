# expect: no points
# why: sends the answer of its question itself, in the right form, before it is asked
import gc
import socket
import struct

from autograder.sandbox import protocol

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
