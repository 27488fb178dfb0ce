# expect: no points
# why: uses the threads that wait for it to do what it may not do itself
import ctypes
import os
import threading


def work():
    libc = ctypes.CDLL(None)
    for what in (
        lambda: os.open("/etc/passwd", os.O_RDONLY),
        lambda: os.fork(),
        lambda: os.kill(os.getppid(), 9),
        lambda: libc.system(b"touch /tmp/attack-thread"),
        lambda: os.stat("/"),
        lambda: libc.unshare(0x10000000),
    ):
        try:
            what()
        except BaseException:
            pass


threads = [threading.Thread(target=work, daemon=True) for _ in range(6)]
for thread in threads:
    try:
        thread.start()
    except RuntimeError:
        pass
for thread in threads:
    try:
        thread.join(1)
    except RuntimeError:
        pass


class MultiplyGate:
    def forward(self, x, y):
        return x - y

    def backward(self, dz):
        return [dz, dz]
