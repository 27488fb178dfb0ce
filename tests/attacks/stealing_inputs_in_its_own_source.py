# expect: no points
# why: changes what the child remembers of its cells, so that a hidden input stands in them
import gc

cells = [thing for thing in gc.get_objects() if type(thing).__name__ in ("Interpreter", "Request")]


class MultiplyGate:
    def forward(self, x, y):
        for one in cells:
            object.__setattr__(one, "cells", tuple(repr(x) for _ in one.cells))
        raise type(repr(x), (Exception,), {})(repr(x))

    def backward(self, dz):
        raise NameError(f"name '{dz!r}' is not defined", name=repr(dz))
