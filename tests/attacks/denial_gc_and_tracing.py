# expect: no points
# why: makes each line of Python, the sandbox's own too, take a thousand times as long
import gc
import sys

gc.set_threshold(1)
slow = lambda frame, event, argument: [sum(range(2000)) for _ in range(5)] and slow
sys.settrace(slow)
sys.setprofile(slow)


class MultiplyGate:
    def forward(self, x, y):
        return x - y

    def backward(self, dz):
        return [dz, dz]
