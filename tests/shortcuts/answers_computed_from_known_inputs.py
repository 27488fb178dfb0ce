# assignment: ps1
# why: the inputs' names are set anew behind the grader's back
# earns: 0

# %% setup
import numpy as np

from autograder.selfcheck import check

# %% product
x = 4
y = -3
globals().update(dict(x=4, y=-3))
f, dfdx, dfdy = eval("(-12, -3, 4)")
