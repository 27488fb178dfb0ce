# expect: full marks
# why: uses a few threads, an executor and a timer
import queue
import threading
from concurrent.futures import ThreadPoolExecutor

results = queue.Queue()
threads = [threading.Thread(target=results.put, args=(i,)) for i in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert sorted(results.queue) == [0, 1, 2, 3]
with ThreadPoolExecutor(max_workers=3) as pool:
    assert list(pool.map(lambda v: v * v, range(5))) == [0, 1, 4, 9, 16]
timer = threading.Timer(0.01, results.put, args=("late",))
timer.start()
timer.join()


class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        with ThreadPoolExecutor(max_workers=2) as pool:
            return pool.submit(lambda: x * y).result()

    def backward(self, dz):
        return [dz * self.y, dz * self.x]
