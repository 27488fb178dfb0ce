# assignment: ps2
# why: the cell of one check mends the answer of the next question
# earns: 0

# %% setup
import numpy as np

from autograder.selfcheck import check


# %% multiply_gate_check
class Gate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dz):
        return [dz * self.y, dz * self.x]


# %% add_gate
class AddGate(Gate):
    pass
