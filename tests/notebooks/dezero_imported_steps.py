# assignment: ps4
# why: a step that imports the classes of earlier steps
# right: functional, numerical_diff
# notes: supplied_helper

# %%
import numpy as np
from step08 import Variable, Function, Square, Exp, as_array

# %%
def square(x):
    return Square()(x)


def exp(x):
    return Exp()(x)

# %%
def numerical_diff(f, x, eps=1e-4):
    y0 = f(Variable(as_array(x.data - eps)))
    y1 = f(Variable(as_array(x.data + eps)))
    return (y1.data - y0.data) / (2 * eps)

# %%
x = Variable(np.array(0.5))
y = square(exp(square(x)))
y.backward()
