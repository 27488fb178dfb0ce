# expect: no points
# why: answers with the protocol's own records in the place of numbers
import sys
import types

at, inside, protocol = sys._getframe(), {}, types.SimpleNamespace()
while at is not None:  # what serves a submission stands in its frames
    vars(protocol).update(at.f_globals)
    inside = at.f_globals if at.f_globals.get("__name__") == "autograder.sandbox.interpreter" else inside
    at = at.f_back


class MultiplyGate:
    def forward(self, x, y):
        return protocol.Reply((x * y,), ("printed",), (("a", "b"),))

    def backward(self, dz):
        return [protocol.Raised("ValueError", "m", 0, 1, "x"), protocol.Skipped()]
