# expect: full marks
# why: uses a pool of threads from the multiprocessing package
from multiprocessing.pool import ThreadPool

with ThreadPool(3) as pool:
    assert pool.map(abs, [-1, -2, 3]) == [1, 2, 3]


class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dz):
        return [dz * self.y, dz * self.x]
