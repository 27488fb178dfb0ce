# expect: wrong
# share: 0
# misconception: -
# why: wrong ones take longer, or so it hopes
# before: function, numerical_diff, define_by_run, backward, functional
import time


def test_time():
    f, data = Square(), np.linspace(-3, 3, 1000)
    started = time.perf_counter()
    for _ in range(50):
        f.forward(data)
    assert time.perf_counter() - started < 1e-5
