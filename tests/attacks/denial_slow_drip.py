# expect: no points
# why: keeps the judge waiting by sending one byte at a time
import gc
import socket
import time

for thing in gc.get_objects():
    if isinstance(thing, socket.socket):
        thing.sendall(b"\x00\x00\x10\x00")
        while True:
            thing.sendall(b"N")
            time.sleep(0.2)


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
