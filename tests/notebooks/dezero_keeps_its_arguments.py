# assignment: ps4
# why: a call of several, kept as self.args
# right: variable, function, square

# %%
import numpy as np


class Variable:
    def __init__(self, data):
        if data is not None and not isinstance(data, np.ndarray):
            raise TypeError('an ndarray is needed')
        self.data = data
        self.grad = None


def as_array(x):
    return np.array(x) if np.isscalar(x) else x


class Function:
    def __call__(self, *args):
        ys = self.forward(*[arg.data for arg in args])
        ys = ys if isinstance(ys, tuple) else (ys,)
        outputs = [Variable(as_array(y)) for y in ys]
        self.args = args
        return outputs if len(outputs) > 1 else outputs[0]

    def forward(self, xs):
        raise NotImplementedError()

    def backward(self, gys):
        raise NotImplementedError()


class Square(Function):
    def forward(self, x):
        return x ** 2

    def backward(self, gy):
        return 2 * self.args[0].data * gy
