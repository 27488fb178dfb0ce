# assignment: ps4
# why: without as_array, but its Variable looks at what it is given: it refuses None and takes numbers
# wrong: variable, function, define_by_run

# %%
import numpy as np


class Variable:
    __array_priority__ = 200

    def __init__(self, data, name=None):
        if type(data) in (int, float):
            data = np.array(data)
        if not isinstance(data, np.ndarray):
            raise TypeError("no array")
        self.data, self.name, self.grad, self.creator, self.generation = data, name, None, None, 0


class Function:
    def __call__(self, *inputs):
        return Variable(self.forward(*[x.data for x in inputs]))

    def forward(self, xs):
        raise NotImplementedError()

    def backward(self, gys):
        raise NotImplementedError()
