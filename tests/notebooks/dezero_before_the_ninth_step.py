# assignment: ps4
# why: an earlier step: no as_array, no check of types, recursion, and the caller sets y.grad
# right: variable, function, square, exp, define_by_run, backward

# %%
import numpy as np
# %%
class Variable:
    def __init__(self, data):
        self.data = data
        self.grad = None
        self.creator = None
    def set_creator(self, func):
        self.creator = func
    def backward(self):
        f = self.creator
        if f is not None:
            x = f.input
            x.grad = f.backward(self.grad)
            x.backward()
# %%
class Function:
    def __call__(self, input):
        x = input.data
        y = self.forward(x)
        output = Variable(y)
        output.set_creator(self)
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
        x = self.input.data
        return 2 * x * gy
# %%
class Exp(Function):
    def forward(self, x):
        return np.exp(x)
    def backward(self, gy):
        x = self.input.data
        return np.exp(x) * gy
# %%
A = Square(); B = Exp(); C = Square()
x = Variable(np.array(0.5))
y = C(B(A(x)))
y.grad = np.array(1.0)
y.backward()
print(x.grad)
