# expect: wrong
# misconception: overwrite-instead-of-accumulate
# why: two mistakes, each told of its own item
class Value:
    def __init__(self, data, parents=()):
        self.data, self.grad, self.parents = data, 0.0, parents
    def __add__(self, o):
        o = o if isinstance(o, Value) else Value(o)
        return Value(self.data + o.data, [(self, 1.0), (o, 1.0)])
    def __mul__(self, o):
        o = o if isinstance(o, Value) else Value(o)
        return Value(self.data * o.data, [(self, o.data), (o, self.data)])
    def __pow__(self, n): return Value(self.data ** n, [(self, n * self.data ** (n - 1))])
    def relu(self): return Value(max(0, self.data), [(self, float(self.data > 0))])
    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, [(self, 1 - t)])
    def backward(self):
        order = []
        self._visit(order, set())
        self.grad = 1.0
        for v in order[::-1]:
            for p, g in v.parents:
                p.grad = g * v.grad
    def _visit(self, order, seen):
        if self in seen: return
        seen.add(self)
        for p, _ in self.parents: p._visit(order, seen)
        order.append(self)
    __radd__ = __add__
    __rmul__ = __mul__
    def __neg__(self): return self * -1
    def __sub__(self, o): return self + o * -1
    def __rsub__(self, o): return -self + o
    def __truediv__(self, o): return self * o ** -1
    def __rtruediv__(self, o): return self ** -1 * o
