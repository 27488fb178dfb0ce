# expect: no points
# why: starts a regular expression that takes longer than the universe lasts
import re

re.match(r"(a+)+$", "a" * 64 + "b")


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
