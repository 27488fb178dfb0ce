# expect: wrong
# misconception: superfluous-self
# why: visit is a function within backward
class Value:
    def __init__(self, data, children=(), back=None):
        self.data = data
        self.grad = 0.0
        self.children = children
        self.back = back
    @staticmethod
    def of(v):
        return v if isinstance(v, Value) else Value(v)
    def __add__(self, other):
        other = Value.of(other)
        out = Value(self.data + other.data, (self, other))
        def back():
            self.grad += out.grad
            other.grad += out.grad
        out.back = back
        return out
    def __mul__(self, other):
        other = Value.of(other)
        out = Value(self.data * other.data, (self, other))
        def back():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad
        out.back = back
        return out
    def __pow__(self, n):
        out = Value(self.data ** n, (self,))
        def back():
            self.grad += n * self.data ** (n - 1) * out.grad
        out.back = back
        return out
    def relu(self):
        out = Value(max(self.data, 0.0), (self,))
        def back():
            self.grad += (self.data > 0) * out.grad
        out.back = back
        return out
    def tanh(self):
        out = Value(math.tanh(self.data), (self,))
        def back():
            self.grad += (1 - out.data ** 2) * out.grad
        out.back = back
        return out
    def backward(self):
        order = []
        def visit(v):
            if v not in order:
                for c in v.children:
                    visit(c)
                order.append(v)
        self.visit(self)
        self.grad = 1.0
        for v in reversed(order):
            if v.back:
                v.back()
    __radd__ = __add__
    __rmul__ = __mul__
    def __neg__(self): return self * -1
    def __sub__(self, other): return self + Value.of(other) * -1
    def __rsub__(self, other): return Value.of(other) - self
    def __truediv__(self, other): return self * Value.of(other) ** -1
    def __rtruediv__(self, other): return Value.of(other) / self
