# expect: full marks
# why: sleeps a fifth of a second
import time

start = time.perf_counter()
time.sleep(0.2)
assert time.perf_counter() - start >= 0.19


class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dz):
        return [dz * self.y, dz * self.x]
