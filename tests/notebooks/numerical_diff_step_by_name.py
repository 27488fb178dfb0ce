# assignment: ps4
# why: the step can be given by its name alone
# right: numerical_diff

# %%
import numpy as np

# %%
def numerical_diff(f, x, *, h=1e-4):
    """Central difference."""
    upper, lower = f(Variable(x.data + h)), f(Variable(x.data - h))
    return (upper.data - lower.data) / (2 * h)

# %%
class Variable:
    def __init__(self, data):
        self.data = data

print(numerical_diff(lambda v: Variable(v.data ** 2), Variable(np.array(5.0))))
