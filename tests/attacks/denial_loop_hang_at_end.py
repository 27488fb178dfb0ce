# expect: no points
# why: cannot be collected, freed or ended in peace
import atexit
import time


class Sticky:
    def __del__(self):
        while True:
            time.sleep(1)


keep = Sticky()
keep.self = keep
atexit.register(time.sleep, 10_000)


class MultiplyGate(Sticky):
    def forward(self, x, y):
        return 0.0

    def backward(self, dz):
        return [0.0, 0.0]
