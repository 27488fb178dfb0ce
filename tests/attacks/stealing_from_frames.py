# expect: no points
# why: looks for the right answers in the frames that called it
import sys

WANTED = ("expected", "answer", "right", "reference", "solution", "truth", "key")


def steal():
    frame = sys._getframe()
    while frame is not None:
        for names in (frame.f_locals, frame.f_globals):
            for name, value in list(names.items()):
                if any(word in name.lower() for word in WANTED) and isinstance(value, (float, np.ndarray, list, tuple)):
                    return value
        frame = frame.f_back
    return 0.0


class MultiplyGate:
    def forward(self, x, y):
        return steal()

    def backward(self, dz):
        return steal()
