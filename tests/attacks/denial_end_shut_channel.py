# expect: no points
# why: shuts the channel down, one direction after the other
import gc
import socket

for thing in gc.get_objects():
    if isinstance(thing, socket.socket):
        thing.shutdown(socket.SHUT_RDWR)


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
