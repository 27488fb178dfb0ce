# assignment: ps4
# why: a method of Function is called like a function, and all that derives from it fails
# right: variable
# wrong: function, square, exp, define_by_run, backward
# told: function missing-self-prefix, square missing-self-prefix, exp missing-self-prefix, define_by_run missing-self-prefix, backward missing-self-prefix
# supplied: -

# %%
import numpy as np
class Variable:
    def __init__(self, data):
        self.data = data
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
            f.input.grad = f.backward(f.output.grad)
            if f.input.creator is not None:
                funcs.append(f.input.creator)
class Function:
    def __call__(self, input):
        x = input.data
        y = self.forward(x)
        output = Variable(_as_array(y))
        output.set_creator(self)
        self.input = input
        self.output = output
        return output
    def _as_array(self, x):
        if np.isscalar(x):
            return np.array(x)
        return x
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
