# expect: right
# why: a value is visited when all that were made of it have been
class Value:
    def __init__(self, data, parents=(), locals_=()):
        self.data = data
        self.grad = 0
        self.parents = parents
        self.locals = locals_

    def wrap(self, x):
        return x if type(x) is Value else Value(x)

    def __add__(self, y):
        y = self.wrap(y)
        return Value(self.data + y.data, (self, y), (1.0, 1.0))

    def __sub__(self, y):
        y = self.wrap(y)
        return Value(self.data - y.data, (self, y), (1.0, -1.0))

    def __mul__(self, y):
        y = self.wrap(y)
        return Value(self.data * y.data, (self, y), (y.data, self.data))

    def __truediv__(self, y):
        y = self.wrap(y)
        return Value(self.data / y.data, (self, y), (1 / y.data, -self.data / y.data**2))

    def __pow__(self, k):
        return Value(self.data**k, (self,), (k * self.data ** (k - 1),))

    def __neg__(self):
        return Value(-self.data, (self,), (-1.0,))

    def __radd__(self, y):
        return self.wrap(y) + self

    def __rsub__(self, y):
        return self.wrap(y) - self

    def __rmul__(self, y):
        return self.wrap(y) * self

    def __rtruediv__(self, y):
        return self.wrap(y) / self

    def relu(self):
        return Value(self.data if self.data > 0 else 0.0, (self,), (1.0 if self.data > 0 else 0.0,))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t * t,))

    def backward(self):
        uses, seen, waiting = {}, {id(self)}, [self]
        while waiting:
            for p in waiting.pop().parents:
                uses[id(p)] = uses.get(id(p), 0) + 1
                if id(p) not in seen:
                    seen.add(id(p))
                    waiting.append(p)
        self.grad, ready = 1.0, [self]
        while ready:
            v = ready.pop()
            for p, local in zip(v.parents, v.locals):
                p.grad = p.grad + local * v.grad
                uses[id(p)] -= 1
                if not uses[id(p)]:
                    ready.append(p)
