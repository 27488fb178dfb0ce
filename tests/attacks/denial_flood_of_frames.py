# expect: no points
# why: floods the channel with small frames, for ever
import gc
import socket
import struct

channels = [thing for thing in gc.get_objects() if isinstance(thing, socket.socket)]
while channels:
    for channel in channels:
        channel.sendall(struct.pack("<I", 1) + b"N")


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
