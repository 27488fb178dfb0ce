# assignment: ps4
# why: the step can be given by its name alone
# right: numerical_diff

# %%
import numpy as np

# %%
def numerical_diff(f, x, *, h=1e-4):
    """Central difference."""
    return (f(x + h) - f(x - h)) / (2 * h)

# %%
print(numerical_diff(np.square, 5.0))
