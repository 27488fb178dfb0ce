# expect: no points
# why: replaces what is sent by replies with too many, too few and no observations at all
import sys
import types

at, inside, protocol = sys._getframe(), {}, types.SimpleNamespace()
while at is not None:  # what serves a submission stands in its frames
    vars(protocol).update(at.f_globals)
    inside = at.f_globals if at.f_globals.get("__name__") == "autograder.sandbox.interpreter" else inside
    at = at.f_back

frame = sys._getframe()
while frame and "send" not in frame.f_locals:
    frame = frame.f_back
tell = frame.f_locals["send"] if frame else print
counts = (0, 1, 3, 1000)


class MultiplyGate:
    def forward(self, x, y):
        for count in counts:
            tell(("asked", "multiply_gate", tuple(protocol.Reply((1.0,) * count) for _ in range(9))))
        return x * y

    def backward(self, dz):
        return [dz, dz]
