# expect: no points
# why: replaces the namespace in which it will be asked
import builtins
import sys
import types


class Namespace(dict):
    def __missing__(self, name):
        return 1.0


module = types.ModuleType("__main__")
sys.modules["__main__"] = module
builtins.__build_class__ = lambda *args, **kwargs: float
globals()["__builtins__"] = Namespace(vars(builtins))


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
