# expect: no points
# why: sends exceptions in the protocol's own form, with the hidden inputs in every field of text
import sys

from autograder.sandbox import protocol

inside = sys.modules.get("autograder.sandbox.interpreter")


class MultiplyGate:
    def forward(self, x, y):
        said = repr(x)
        if inside is not None:
            inside.Interpreter._raised = lambda self, error: protocol.Raised(said, said, 0, 3, said)
        raise ValueError

    def backward(self, dz):
        raise ValueError
