# assignment: ps5
# why: numbers that remember how they were made, and are made once more beside themselves instead of walked back from
# earns: 0

# %% setup
import math

import numpy as np

# %% value
def made(f):
    def operator(*arguments):
        result = Value(None, (f, arguments))
        result.data = result.at({})
        return result

    return operator


class Value:
    def __init__(self, data, made_of=None):
        self.data, self.grad, self.made_of = data, 0.0, made_of

    def at(self, moved):
        if self in moved or self.made_of is None:
            return moved.get(self, self.data)
        f, arguments = self.made_of
        return f(*(one.at(moved) if isinstance(one, Value) else one for one in arguments))

    __add__ = __radd__ = made(lambda a, b: a + b)
    __mul__ = __rmul__ = made(lambda a, b: a * b)
    __pow__ = made(lambda a, b: a ** b)
    __neg__ = made(lambda a: -a)
    __sub__ = made(lambda a, b: a - b)
    __rsub__ = made(lambda a, b: b - a)
    __truediv__ = made(lambda a, b: a / b)
    __rtruediv__ = made(lambda a, b: b / a)
    relu = made(lambda a: max(a, 0.0))
    tanh = made(math.tanh)

    def below(self):
        found, waiting = [], [self]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.append(one)
                waiting += [part for part in (one.made_of or ((), ()))[1] if isinstance(part, Value)]
        return found[1:]

    def backward(self, h=1e-6):
        self.grad = 1.0
        for one in self.below():
            one.grad += (self.at({one: one.data + h}) - self.at({one: one.data - h})) / (2 * h)
