# expect: no points
# why: sends exceptions in the protocol's own form, with the hidden inputs in every field of text
import sys
import types

at, inside, protocol = sys._getframe(), {}, types.SimpleNamespace()
while at is not None:  # what serves a submission stands in its frames
    vars(protocol).update(at.f_globals)
    inside = at.f_globals if at.f_globals.get("__name__") == "autograder.sandbox.interpreter" else inside
    at = at.f_back



class MultiplyGate:
    def forward(self, x, y):
        said = repr(x)
        protocol.Interpreter._raised = lambda self, error: protocol.Raised(said, said, 0, 3, said)
        raise ValueError

    def backward(self, dz):
        raise ValueError
