# expect: full marks
# why: wraps its methods in decorators
import contextlib
import functools
import time


def timed(function):
    @functools.wraps(function)
    def inner(*args, **kwargs):
        start = time.time()
        try:
            return function(*args, **kwargs)
        finally:
            print(function.__name__, time.time() - start)

    return inner


@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


@contextlib.contextmanager
def section(name):
    print("begin", name)
    yield
    print("end", name)


class MultiplyGate:
    @timed
    def forward(self, x, y):
        with section("forward"):
            self.x, self.y = x, y
            return x * y

    @timed
    def backward(self, dz):
        return [dz * self.y, dz * self.x]
