# expect: no points
# why: says the hidden inputs as names of steps that printed and of inputs that were changed
import sys
import types

at, inside, protocol = sys._getframe(), {}, types.SimpleNamespace()
while at is not None:  # what serves a submission stands in its frames
    vars(protocol).update(at.f_globals)
    inside = at.f_globals if at.f_globals.get("__name__") == "autograder.sandbox.interpreter" else inside
    at = at.f_back

Reply = protocol.Reply


class MultiplyGate:
    def forward(self, x, y):
        said = repr(x)
        inside["Reply"] = lambda seen, printed=(), mutated=(): Reply(seen, (said,), ((said, said),))
        return x

    def backward(self, dz):
        return [dz, dz]
