# expect: no points
# why: looks for the answer where notebooks and debuggers leave the last ones
import builtins
import sys

for name in ("_", "__", "___", "In", "Out", "_ih", "_oh", "last_value", "last_type", "ps1", "_pytest"):
    value = getattr(builtins, name, getattr(sys, name, None))
    if isinstance(value, type):
        MultiplyGate = value
        break
else:
    class MultiplyGate:
        def forward(self, x, y):
            return 0.0

        def backward(self, dz):
            return [0.0, 0.0]
