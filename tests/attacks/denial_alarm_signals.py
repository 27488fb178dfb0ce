# expect: no points
# why: sets timers and handlers for every signal, and lets them arrive while it is observed
import signal

for number in range(1, 65):
    try:
        signal.signal(number, lambda *a: (_ for _ in ()).throw(KeyboardInterrupt))
    except (OSError, ValueError):
        pass
for timer in (signal.ITIMER_REAL, signal.ITIMER_VIRTUAL, signal.ITIMER_PROF):
    try:
        signal.setitimer(timer, 0.001, 0.001)
    except (OSError, ValueError):
        pass


class MultiplyGate:
    def forward(self, x, y):
        return x - y

    def backward(self, dz):
        return [dz, dz]
