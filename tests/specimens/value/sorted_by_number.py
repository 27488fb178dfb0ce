# expect: right
# why: values are numbered as they are made
import itertools

class Value:
    numbers = itertools.count()

    def __init__(self, data, parents=()):
        self.data, self.grad, self.parents = data, 0.0, parents
        self.number = next(Value.numbers)

    @staticmethod
    def of(x):
        return x if isinstance(x, Value) else Value(x)

    def __add__(self, other):
        other = Value.of(other)
        return Value(self.data + other.data, [(self, 1), (other, 1)])

    def __mul__(self, other):
        other = Value.of(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)])

    def __pow__(self, n):
        return Value(self.data ** n, [(self, n * self.data ** (n - 1))])

    def relu(self):
        return self * (self.data > 0)

    def tanh(self):
        return Value(math.tanh(self.data), [(self, 1 / math.cosh(self.data) ** 2)])

    def __neg__(self): return self * -1
    def __sub__(self, other): return self + Value.of(other) * -1
    def __rsub__(self, other): return Value.of(other) - self
    def __truediv__(self, other): return self * Value.of(other) ** -1
    def __rtruediv__(self, other): return Value.of(other) / self
    __radd__ = __add__
    __rmul__ = __mul__

    def backward(self):
        self.grad = 1.0
        found, waiting = {self.number: self}, [self]
        while waiting:
            for parent, _ in waiting.pop().parents:
                if parent.number not in found:
                    found[parent.number] = parent
                    waiting.append(parent)
        for number in sorted(found, reverse=True):
            for parent, local in found[number].parents:
                parent.grad += local * found[number].grad
