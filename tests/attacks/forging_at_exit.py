# expect: no points
# why: waits for the end of the process to send its verdict
import atexit
import gc
import socket


def late():
    for thing in gc.get_objects():
        if isinstance(thing, socket.socket):
            thing.sendall(b"\x04\x00\x00\x00PASS")


atexit.register(late)


class Late:
    def __del__(self):
        late()


keep = Late()


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
