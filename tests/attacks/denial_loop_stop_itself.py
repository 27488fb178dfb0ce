# expect: no points
# why: asks the kernel to stop the process, and sleeps when it is refused
import os
import signal
import time

try:
    os.kill(os.getpid(), signal.SIGSTOP)
except OSError:
    time.sleep(10_000)


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
