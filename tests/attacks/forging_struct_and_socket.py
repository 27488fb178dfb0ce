# expect: no points
# why: replaces the functions by which answers are packed and sent
import gc
import struct
import types

real = struct.pack
struct.pack = lambda form, *values: real(form, *([0] * len(values)))
for thing in gc.get_objects():
    if type(thing) is types.FunctionType and thing.__name__ == "_send":
        thing.__globals__["encode"] = lambda answer: b"T"
        thing.__code__ = (lambda channel, answer: channel.sendall(b"T")).__code__


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
