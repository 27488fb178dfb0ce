# expect: no points
# why: lets the kernel send its parent a signal on behalf of a descriptor
import fcntl
import os
import signal

for descriptor in range(32):
    for command, value in ((fcntl.F_SETOWN, os.getppid()), (10, signal.SIGKILL), (fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)):
        try:
            fcntl.fcntl(descriptor, command, value)
        except OSError:
            pass


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
