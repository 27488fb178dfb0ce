# assignment: ps4
# why: the classes that a function calls are imported
# earns: 0

# %% setup
import numpy as np

from autograder.selfcheck import check

# %% functional
from dezero import Variable, Function, Square, Exp
from dezero import *


def square(x):
    return Square()(x)


def exp(x):
    return Exp()(x)
