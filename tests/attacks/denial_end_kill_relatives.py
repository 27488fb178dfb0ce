# expect: no points
# why: sends deadly signals to its parent, its neighbours, its group
import os
import signal

for target in (os.getppid(), *range(max(2, os.getpid() - 20), os.getpid())):
    for number in (0, signal.SIGTERM, signal.SIGKILL):
        try:
            os.kill(target, number)
        except OSError:
            break
try:
    os.killpg(os.getpgid(os.getppid()), signal.SIGKILL)
except OSError:
    pass


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
