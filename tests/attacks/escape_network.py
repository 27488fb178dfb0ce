# expect: no points
# why: connects to a machine far away, to this machine, and listens
import socket

for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        try:
            with socket.socket(family, kind) as made:
                made.settimeout(1)
                made.connect(("127.0.0.1", 80) if family == socket.AF_INET else "\0autograder")
                made.send(b"hello")
                raise SystemExit("the network is within reach")
        except OSError:
            pass
try:
    socket.create_server(("", 8080))
except OSError:
    pass


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
