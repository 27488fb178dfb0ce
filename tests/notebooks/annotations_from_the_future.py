# assignment: ps4
# why: the first line of the file holds for all of it: annotations that name what comes later are not evaluated
# right: variable, function, square, define_by_run
# wrong: exp, backward

# %%
from __future__ import annotations

import numpy as np

# %%
class Variable:
    def __init__(self, data: np.ndarray | None) -> None:
        if data is not None and not isinstance(data, np.ndarray):
            raise TypeError('{} is not supported'.format(type(data)))
        self.data = data
        self.grad: Tensor = None
        self.creator = None

    def set_creator(self, func: Function) -> Variable:
        self.creator = func

# %%
def as_array(x: Number):
    return np.array(x) if np.isscalar(x) else x


class Function:
    def __call__(self, input: Variable) -> Variable:
        output = Variable(as_array(self.forward(input.data)))
        output.set_creator(self)
        self.input = input
        self.output = output
        return output

    def forward(self, x: Tensor):
        raise NotImplementedError()

    def backward(self, gy: Tensor):
        raise NotImplementedError()

# %%
class Square(Function):
    def forward(self, x: Tensor) -> Tensor:
        return x ** 2

    def backward(self, gy: Tensor) -> Tensor:
        return 2 * self.input.data * gy

# %%
class Exp(Function):
    def forward(self, x: Tensor) -> Tensor:
        return np.exp(x)

    def backward(self, gy: Tensor) -> Tensor:
        return np.exp(self.input.data)
