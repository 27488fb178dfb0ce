# expect: no points
# why: waits for a lock that it holds
import threading

lock = threading.Lock()
lock.acquire()
lock.acquire()


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
