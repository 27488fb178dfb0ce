# expect: right
# why: one line, a template method, an attribute more
# before: variable
def as_array(value):
    return value if isinstance(value, np.ndarray) else np.array(value)


class Callable1:
    def __call__(self, v):
        result = self._run(v)
        self.calls = getattr(self, "calls", 0) + 1
        return result


class Function(Callable1):
    def _run(self, v):
        out = Variable(as_array(self.forward(v.data)))
        self.input = v
        return out

    def forward(self, x):
        raise NotImplementedError

    def backward(self, gy):
        raise NotImplementedError
