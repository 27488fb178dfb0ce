# expect: no points
# why: looks into generators, coroutines and tracebacks in memory for answers that wait there
import gc
import types

answers = []
for thing in gc.get_objects():
    frame = getattr(thing, "gi_frame", None) or getattr(thing, "cr_frame", None) or getattr(thing, "tb_frame", None)
    if isinstance(frame, types.FrameType):
        answers += [value for name, value in frame.f_locals.items() if name in ("want", "answers", "expected")]


class MultiplyGate:
    def forward(self, x, y):
        return answers[0] if answers else 0.0

    def backward(self, dz):
        return answers[:2] or [0.0, 0.0]
