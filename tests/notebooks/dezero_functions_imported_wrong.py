# assignment: ps4
# why: functions from elsewhere over a walk that loses the upstream gradient
# right: variable, function
# wrong: define_by_run, backward, functional

# %%
import numpy as np
from functions import Square, Exp

# %%
class Variable:
    def __init__(self, data):
        if data is not None and not isinstance(data, np.ndarray):
            raise TypeError('{} is not supported'.format(type(data)))
        self.data = data
        self.grad = None
        self.creator = None

    def backward(self):
        self.grad = np.ones_like(self.data)
        f = self.creator
        while f is not None:
            f.input.grad = f.backward(np.ones_like(f.output.data))
            f = f.input.creator

# %%
def as_array(x):
    if np.isscalar(x):
        return np.array(x)
    return x


class Function:
    def __call__(self, input):
        output = Variable(as_array(self.forward(input.data)))
        output.creator = self
        self.input, self.output = input, output
        return output

    def forward(self, x):
        raise NotImplementedError()

    def backward(self, gy):
        raise NotImplementedError()

# %%
def square(x):
    return Square()(x)


def exp(x):
    return Exp()(x)
