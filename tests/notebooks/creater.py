# assignment: ps4
# why: a name misspelt wherever it is used
# right: variable, function, square, exp, define_by_run, backward

# %%
import numpy as np
class Variable:
    def __init__(self, data):
        if data is not None and not isinstance(data, np.ndarray):
            raise TypeError('{} is not supported'.format(type(data)))
        self.data = data
        self.grad = None
        self.creater = None

    def set_creater(self, func):
        self.creater = func

    def backward(self):
        if self.grad is None:
            self.grad = np.ones_like(self.data)
        funcs = [self.creater]
        while funcs:
            f = funcs.pop()
            f.input.grad = f.backward(f.output.grad)
            if f.input.creater is not None:
                funcs.append(f.input.creater)

# %%
def as_array(x):
    return np.array(x) if np.isscalar(x) else x


class Function:
    def __call__(self, input):
        output = Variable(as_array(self.forward(input.data)))
        output.set_creater(self)
        self.input = input
        self.output = output
        return output

    def forward(self, x):
        raise NotImplementedError()

    def backward(self, gy):
        raise NotImplementedError()

# %%
class Square(Function):
    def forward(self, x):
        return x ** 2

    def backward(self, gy):
        return 2 * self.input.data * gy

# %%
class Exp(Function):
    def forward(self, x):
        return np.exp(x)

    def backward(self, gy):
        return np.exp(self.input.data) * gy
