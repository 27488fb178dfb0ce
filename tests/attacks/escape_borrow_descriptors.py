# expect: no points
# why: takes descriptors from other processes, and passes its own on
import array
import gc
import os
import signal
import socket

try:
    signal.pidfd_send_signal(os.pidfd_open(os.getppid()), signal.SIGKILL)
except OSError:
    pass
for thing in gc.get_objects():
    if isinstance(thing, socket.socket):
        try:
            thing.sendmsg([b"N"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0]))])
            thing.recvmsg(1, 4096, socket.MSG_DONTWAIT)
        except OSError:
            pass


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
