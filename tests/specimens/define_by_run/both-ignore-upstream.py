# expect: wrong
# misconception: upstream-ignored
# why: the same mistake in both functions
class Variable:
    def __init__(self, data):
        if data is not None and not isinstance(data, np.ndarray):
            raise TypeError(type(data))
        self.data, self.grad, self.creator = data, None, None

    def set_creator(self, func):
        self.creator = func


class Function:
    def __call__(self, input):
        self.input, self.output = input, Variable(np.asarray(self.forward(input.data)))
        self.output.set_creator(self)
        return self.output

    def forward(self, x):
        raise NotImplementedError

    def backward(self, gy):
        raise NotImplementedError


class Square(Function):
    def forward(self, x):
        return x * x

    def backward(self, gy):
        return self.input.data * 2


class Exp(Function):
    def forward(self, x):
        return np.exp(x)

    def backward(self, gy):
        return self.output.data
