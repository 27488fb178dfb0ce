# assignment: ps4
# why: without as_array, but its own backward begins with a gradient: of zeros
# right: variable, function, square, exp, define_by_run
# wrong: backward

# %%
import numpy as np


class Variable:
    def __init__(self, data: np.ndarray) -> None:
        if data is not None and not isinstance(data, np.ndarray):
            raise TypeError(f"{type(data)} is not supported")
        self.data = data
        self.grad = None
        self.creator = None

    def set_creator(self, func) -> None:
        self.creator = func

    def backward(self) -> None:
        if self.grad is None:
            self.grad = np.zeros_like(self.data)
        funcs = [self.creator]
        while funcs:
            f = funcs.pop()
            x, y = f.input, f.output
            x.grad = f.backward(y.grad)
            if x.creator is not None:
                funcs.append(x.creator)


class Function:
    def __call__(self, input: Variable) -> Variable:
        output = Variable(np.asarray(self.forward(input.data)))
        output.set_creator(self)
        self.input, self.output = input, output
        return output

    def forward(self, x):
        raise NotImplementedError()

    def backward(self, gy):
        raise NotImplementedError()


class Square(Function):
    def forward(self, x):
        return x**2

    def backward(self, gy):
        return 2 * self.input.data * gy


class Exp(Function):
    def forward(self, x):
        return np.exp(x)

    def backward(self, gy):
        return np.exp(self.input.data) * gy
