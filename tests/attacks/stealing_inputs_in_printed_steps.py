# expect: no points
# why: says the hidden inputs as names of steps that printed and of inputs that were changed
import sys

from autograder.sandbox import protocol

inside = sys.modules.get("autograder.sandbox.interpreter")
Reply = protocol.Reply


class MultiplyGate:
    def forward(self, x, y):
        said = repr(x)
        if inside is not None:
            inside.Reply = lambda seen, printed=(), mutated=(): Reply(seen, (said,), ((said, said),))
        return x

    def backward(self, dz):
        return [dz, dz]
