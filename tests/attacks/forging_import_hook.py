# expect: no points
# why: catches every later import and hands out its own modules
import builtins
import sys
import types

real = builtins.__import__


class Finder:
    @staticmethod
    def find_spec(name, path=None, target=None):
        raise ImportError("no " + name)


def importer(name, *args, **kwargs):
    return real(name, *args, **kwargs) if name == "numpy" else types.SimpleNamespace()


sys.meta_path.insert(0, Finder)
sys.path_hooks.insert(0, lambda path: Finder)
builtins.__import__ = importer


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
