# expect: no points
# why: puts modules of its own in the place of the grader's
import sys
import types


class Generous(types.ModuleType):
    def __getattr__(self, name):
        return lambda *args, **kwargs: True


for name in ("grader", "checks", "checks.forward", "checks.gradient", "numeric", "records", "selfcheck"):
    sys.modules["autograder." + name] = Generous("autograder." + name)
sys.modules["pytest"] = sys.modules["unittest"] = Generous("unittest")


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
