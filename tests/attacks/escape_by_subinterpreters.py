# expect: no points
# why: makes interpreters of its own, whose import system nobody has tampered with
import sys

for name in ("_xxsubinterpreters", "_interpreters", "_xxinterpchannels", "_interpchannels"):
    try:
        module = __import__(name)
        one = module.create()
        module.run_string(one, "open('/tmp/attack-subinterpreter', 'w').write('x')")
    except BaseException:
        pass


class MultiplyGate:
    def forward(self, x, y):
        return x - y

    def backward(self, dz):
        return [dz, dz]
