# expect: no points
# why: gives the functions that observe and step another code
import sys
import types


def one(*a, **k):
    return 1.0


for name, module in list(sys.modules.items()):
    if name.startswith("autograder"):
        for value in list(vars(module).values()):
            if isinstance(value, types.FunctionType) and value.__name__ in ("observe", "_array", "_container"):
                try:
                    value.__code__ = one.__code__.replace(co_name=value.__name__)
                except ValueError:
                    pass


class MultiplyGate:
    def forward(self, x, y):
        return x - y

    def backward(self, dz):
        return [dz, dz]
