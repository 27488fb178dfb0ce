# expect: no points
# why: looks for the seed, for paths and for words in its environment, its arguments and its auxiliary vector
import ctypes
import os
import sys

said = [*map(str, os.environ.items()), *sys.argv, *sys.orig_argv, os.environ.get("AUTOGRADER_SECRET", "")]
for key in range(64):
    try:
        said.append(str(ctypes.CDLL(None).getauxval(key)))
    except (OSError, AttributeError):
        break


class MultiplyGate:
    def forward(self, x, y):
        raise ValueError(" ".join(said))

    def backward(self, dz):
        raise type(" ".join(said)[:80] or "Nothing", (Exception,), {})
