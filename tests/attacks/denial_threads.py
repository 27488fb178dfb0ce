# expect: no points
# why: starts threads as fast as it can, each with another
import threading
import time


def work():
    try:
        threading.Thread(target=work, daemon=True).start()
    except RuntimeError:
        pass
    time.sleep(1000)


for _ in range(10_000):
    try:
        threading.Thread(target=work, daemon=True).start()
    except RuntimeError:
        pass


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
