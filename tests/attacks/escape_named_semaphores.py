# expect: no points
# why: makes queues, semaphores and memory that have a name and outlive it
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
for name in (b"/attack", b"/attack-queue"):
    for function, arguments in (
        ("sem_open", (name, 0o100, 0o600, 1)),
        ("shm_open", (name, 0o102, 0o600)),
        ("mq_open", (name, 0o102, 0o600, None)),
        ("shmget", (0x41, 4096, 0o1600)),
        ("semget", (0x41, 1, 0o1600)),
        ("msgget", (0x41, 0o1600)),
        ("memfd_create", (name, 0)),
    ):
        try:
            getattr(libc, function)(*arguments)
        except (AttributeError, OSError):
            pass


class MultiplyGate:
    def forward(self, x, y):
        return x - y

    def backward(self, dz):
        return [dz, dz]
