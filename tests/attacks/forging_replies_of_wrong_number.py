# expect: no points
# why: replaces what is sent by replies with too many, too few and no observations at all
import sys

from autograder.sandbox import protocol

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
