# expect: no points
# why: says the hidden inputs in exceptions of forty statements, a number each, as names and keys and texts
import sys


def hidden():
    frame = sys._getframe()
    while frame is not None and "request" not in frame.f_locals:
        frame = frame.f_back
    for one in frame.f_locals["request"].asked:
        for probe in one.probes:
            yield from (value for value in probe.inputs.values() if isinstance(value, float))


found = list(hidden())
raise KeyError(found[0])
raise AttributeError(found[1])
raise ImportError(name=str(found[2]), path=str(found[3]))
raise NameError(f"name '{found[4]}' is not defined", name=str(found[4]))
raise ModuleNotFoundError(f"No module named '{found[5]}'", name=str(found[5]))
raise OSError(5, str(found[6]), str(found[7]))
raise SyntaxError(str(found[8]), (str(found[9]), 1, 1, str(found[10])))
raise UnicodeDecodeError(str(found[11]), b"", 0, 1, str(found[12]))
raise StopIteration(found[13])
raise SystemExit(found[14])
raise AssertionError(found[15])
raise TypeError("bad operand type for unary -: '%r'" % found[16])
raise IndexError("index %r is out of bounds for axis %r with size 1" % (found[17], found[0]))
raise ExceptionGroup(str(found[18]), [ValueError(found[18])])
exec(f"{found[0]} = 1")
compile(f"x = = {found[1]}", str(found[1]), "exec")
eval(f"v{repr(found[2])[3:]}")


class MultiplyGate:
    def forward(self, x, y):
        return 0.0

    def backward(self, dz):
        return [0.0, 0.0]
