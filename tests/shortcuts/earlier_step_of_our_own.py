# assignment: ps4
# why: cells that lost their ids, as of an earlier step of the book, beside one that has its own
# earns: 3

# %% setup
import numpy as np

from autograder.selfcheck import check

# %%
class Variable:
    def __init__(self, data):
        self.data = data
        self.grad = None

# %%
class Function:
    def __call__(self, input):
        self.input = input
        return Variable(self.forward(input.data))

    def forward(self, x):
        raise NotImplementedError()

    def backward(self, gy):
        raise NotImplementedError()
