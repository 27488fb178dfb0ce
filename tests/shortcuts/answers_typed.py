# assignment: ps1
# why: numbers that were worked out elsewhere
# earns: 0

# %% setup
import numpy as np

from autograder.selfcheck import check

# %% product
x = 4
y = -3
f = -12
dfdx = -3
dfdy = 4

# %% chain_rule
x = -2
y = 5
z = -4
q = 3
f = -12
dfdq = -4
dfdz = 3
dfdx = -4
dfdy = -4
