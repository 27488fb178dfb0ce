# assignment: ps4
# why: numerical_diff is imported under its own name
# earns: 0

# %% setup
import numpy as np

from autograder.selfcheck import check

# %% numerical_diff
from dezero.utils import numerical_diff
from common.gradient import *
