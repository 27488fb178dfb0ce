# expect: right
# why: links behind properties, private helpers, more attributes than asked
# before: variable, function
class Variable:
    def __init__(self, data, name=None):
        if data is not None and not isinstance(data, np.ndarray):
            raise TypeError("ndarray only")
        self.data, self.grad, self.name = data, None, name
        self._creator = None
        self.generation = 0

    @property
    def creator(self):
        return self._creator

    def set_creator(self, func):
        self._creator = func
        self.generation = func.generation + 1


class Function:
    def __init__(self):
        self.generation = 0

    def __call__(self, *inputs):
        self.inputs = inputs
        self.generation = max(v.generation for v in inputs)
        ys = self.forward(*[v.data for v in inputs])
        self.outputs = [self._linked(ys)]
        return self.outputs[0]

    def _linked(self, y):
        output = Variable(as_array(y))
        output.set_creator(self)
        return output

    @property
    def input(self):
        return self.inputs[0]

    @property
    def output(self):
        return self.outputs[0]

    def forward(self, x):
        raise NotImplementedError()

    def backward(self, gy):
        raise NotImplementedError()


class Square(Function):
    def forward(self, x):
        return x ** 2

    def backward(self, gy):
        return 2 * self.input.data * gy


class Exp(Function):
    def forward(self, x):
        return np.exp(x)

    def backward(self, gy):
        return np.exp(self.input.data) * gy
