# expect: no points
# why: makes numpy's functions and the clocks lie, to whoever uses them in this process
import copy
import time

np.asarray = np.array = np.ascontiguousarray = lambda *args, **kwargs: 1.0
np.isfinite = np.shape = np.copy = np.array_equal = lambda *args, **kwargs: ()
np.random.default_rng = lambda *args: None
copy.deepcopy = copy.copy = lambda value, *args: 0.0
time.time = time.monotonic = time.perf_counter = time.process_time = lambda: 0.0


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
