# expect: no points
# why: starts processes as fast as it can
import os

started = 0
for _ in range(200):
    try:
        if os.fork() == 0:
            os._exit(0)
        started += 1
    except OSError:
        pass
if started:
    raise SystemExit("processes can be started")


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
