# expect: full marks
# why: measures how fast it is, and sets an alarm
import signal
import timeit


def too_late(number, frame):
    raise TimeoutError


signal.signal(signal.SIGALRM, too_late)
signal.alarm(5)
print(timeit.timeit(lambda: np.dot(np.ones(10), np.ones(10)), number=1000))
signal.alarm(0)


class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dz):
        return [dz * self.y, dz * self.x]
