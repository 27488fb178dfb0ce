# expect: no points
# why: says the hidden inputs in the text of an exception of its cell, where they are not asked for yet
import sys

frame = sys._getframe()
while frame is not None and "request" not in frame.f_locals:
    frame = frame.f_back
raise ValueError(" ".join(repr(probe.inputs) for one in frame.f_locals["request"].asked for probe in one.probes))


class MultiplyGate:
    def forward(self, x, y):
        return 0.0

    def backward(self, dz):
        return [0.0, 0.0]
