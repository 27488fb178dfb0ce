# expect: wrong
# misconception: graph-order-wrong
# why: put in order, and gone through the wrong way
import math
class Value:
    def __init__(self, data, under=()):
        self.data = data
        self.grad = 0.0
        self.under = under
        self.push = lambda: None

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other))
        def push():
            self.grad += out.grad
            other.grad += out.grad
        out.push = push
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other))
        def push():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad
        out.push = push
        return out

    def __pow__(self, n):
        out = Value(self.data ** n, (self,))
        def push():
            self.grad += n * self.data ** (n - 1) * out.grad
        out.push = push
        return out

    def relu(self):
        out = Value(self.data if self.data > 0 else 0.0, (self,))
        def push():
            self.grad += (out.data > 0) * out.grad
        out.push = push
        return out

    def tanh(self):
        t = math.tanh(self.data)
        out = Value(t, (self,))
        def push():
            self.grad += (1 - t ** 2) * out.grad
        out.push = push
        return out

    def __neg__(self): return self * -1
    def __sub__(self, other): return self + (-other)
    def __rsub__(self, other): return (-self) + other
    def __radd__(self, other): return self + other
    def __rmul__(self, other): return self * other
    def __truediv__(self, other): return self * (other ** -1 if isinstance(other, Value) else 1 / other)
    def __rtruediv__(self, other): return other * self ** -1

    def backward(self):
        order, seen = [], set()
        def build(v):
            if v not in seen:
                seen.add(v)
                for c in v.under:
                    build(c)
                order.append(v)
        build(self)
        self.grad = 1.0
        for v in order:
            v.push()
