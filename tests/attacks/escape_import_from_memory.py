# expect: no points
# why: imports modules that are not loaded yet from zips and bytes of its own, and whatever is on the path
import importlib.machinery
import importlib.util
import sys
import types

for name in ("mmap", "fcntl", "multiprocessing.shared_memory", "autograder.host.child", "autograder.reference.seed", "nbgrader"):
    for find in sys.meta_path:
        try:
            spec = find.find_spec(name, sys.path)
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
        except BaseException:
            pass


class MultiplyGate:
    def forward(self, x, y):
        return x - y

    def backward(self, dz):
        return [dz, dz]
