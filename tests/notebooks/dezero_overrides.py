# assignment: ps4
# why: typing.override of Python 3.12, whatever Python grades
# right: variable, function, square, define_by_run, backward

# %%
import numpy as np
from typing import override


class Variable:
    def __init__(self, data, name=None):
        if data is not None and not isinstance(data, np.ndarray):
            raise TypeError('{} is not supported'.format(type(data)))
        self.data = data
        self.name = name
        self.grad = None
        self.creator = None

    def set_creator(self, func):
        self.creator = func

    def backward(self):
        if self.grad is None:
            self.grad = np.ones_like(self.data)
        funcs = [self.creator]
        while funcs:
            f = funcs.pop()
            gxs = f.backward(*[output.grad for output in f.outputs])
            for x, gx in zip(f.inputs, gxs if isinstance(gxs, tuple) else (gxs,)):
                x.grad = gx
                if x.creator is not None:
                    funcs.append(x.creator)


def as_variable(obj):
    return obj if isinstance(obj, Variable) else Variable(obj)


def as_array(x):
    return np.array(x) if np.isscalar(x) else x


class Function:
    def __call__(self, *inputs):
        inputs = [as_variable(x) for x in inputs]
        ys = self.forward(*[x.data for x in inputs])
        ys = ys if isinstance(ys, tuple) else (ys,)
        outputs = [Variable(as_array(y)) for y in ys]
        for output in outputs:
            output.set_creator(self)
        self.inputs, self.outputs = inputs, outputs
        return outputs if len(outputs) > 1 else outputs[0]

    def forward(self, xs):
        raise NotImplementedError()

    def backward(self, gys):
        raise NotImplementedError()


class Square(Function):
    @override
    def forward(self, x):
        return x ** 2

    @override
    def backward(self, gy):
        x, = self.inputs
        return 2 * x.data * gy
