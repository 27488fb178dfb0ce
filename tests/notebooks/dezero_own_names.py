# assignment: ps4
# why: links under names of one's own, a base class whose backward has no argument, a derivative that can print
# right: variable, function, square, numerical_diff, define_by_run, backward
# wrong: exp

# %%
import numpy as np


class Variable:
    def __init__(self, data):
        if data is not None and not isinstance(data, np.ndarray):
            raise TypeError('{} is not supported'.format(type(data)))
        self.data = data
        self.grad = None
        self.func = None

    def set_creator(self, f):
        self.func = f

    def backward(self):
        if self.grad is None:
            self.grad = np.ones_like(self.data)
        funcs = [self.func]
        while funcs:
            f = funcs.pop()
            f.in_var.grad = f.backward(f.output.grad)
            if f.in_var.func is not None:
                funcs.append(f.in_var.func)

# %%
def as_array(x):
    return np.array(x) if np.isscalar(x) else x


class Function:
    def __call__(self, in_var):
        self.in_var = in_var
        self.output = Variable(as_array(self.forward(in_var.data)))
        self.output.set_creator(self)
        return self.output

    def forward(self, x):
        raise NotImplementedError()

    def backward(self):
        raise NotImplementedError()

# %%
class Square(Function):
    def forward(self, x):
        return x ** 2

    def backward(self, gy):
        return 2 * self.in_var.data * gy

# %%
class Exponential(Function):
    def forward(self, x):
        return np.exp(x)


class Exp(Function):
    def forward(self, x):
        return np.exp(x)

    def backward(self, gy):
        return np.exp(self.input.data) * gy

# %%
def numerical_diff(f, x, is_print=False):
    h = 1e-4
    x0, x1 = Variable(x.data - h), Variable(x.data + h)
    y0, y1 = f(x0), f(x1)
    if is_print:
        print(y0, y1)
    return (y1.data - y0.data) / (2 * h)
