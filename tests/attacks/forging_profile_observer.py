# expect: no points
# why: replaces what is observed from inside a profile function
import sys


def profiler(frame, event, argument):
    if event == "call" and frame.f_code.co_name == "observe":
        frame.f_locals["value"] = 1.0


sys.setprofile(profiler)


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
