# expect: no points
# why: installs an audit hook that changes what whoever judges has in its local variables
import ctypes
import sys


def hook(event, arguments):
    frame = sys._getframe()
    while frame is not None:
        for name in ("value", "answer", "observations", "replies"):
            if name in frame.f_locals:
                frame.f_locals[name] = 1.0
                ctypes.pythonapi.PyFrame_LocalsToFast(ctypes.py_object(frame), ctypes.c_int(0))
        frame = frame.f_back


sys.addaudithook(hook)


class MultiplyGate:
    def forward(self, x, y):
        sys.audit("forward")
        return x - y

    def backward(self, dz):
        sys.audit("backward")
        return [dz, -dz]
