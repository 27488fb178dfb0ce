# expect: full marks
# why: traces itself and looks at frames, to learn how Python works
import inspect
import sys

calls = []


def trace(frame, event, argument):
    calls.append(frame.f_code.co_name)


class MultiplyGate:
    def forward(self, x, y):
        sys.setprofile(trace)
        self.x, self.y = x, y
        out = x * y
        sys.setprofile(None)
        return out

    def backward(self, dz):
        self.where = inspect.currentframe().f_code.co_name
        return [dz * self.y, dz * self.x]
