# assignment: ps1
# why: one question's variables stand for the next one's
# earns: 1.5

# %% setup
import numpy as np

from autograder.selfcheck import check

# %% product
x = 4
y = -3
f = x * y
dfdx = y
dfdy = x

# %% addition
x = 4
y = -3
pass
