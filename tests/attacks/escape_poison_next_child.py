# expect: no points
# why: changes what it shares with the fork server, for the students after it
import gc
import sys
import types

import autograder.sandbox.jail as jail

jail.enter = lambda *args: None
for thing in gc.get_objects():
    if type(thing) is types.FunctionType and thing.__name__ in ("_child", "_one", "enter"):
        thing.__code__ = (lambda *args: None).__code__
    if type(thing).__name__ == "Walls":
        object.__setattr__(thing, "filter", None)
        object.__setattr__(thing, "layers", ())
np.dot = np.multiply = np.matmul = lambda *args: 0.0
sys.modules["numpy"] = None


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
