# assignment: ps2
# why: the answer stands in the cell of the check
# earns: 0

# %% setup
import numpy as np

from autograder.selfcheck import check


# %% multiply_gate
class MultiplyGate:
    def forward(self, x, y):
        raise NotImplementedError()


# %% multiply_gate_check
class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dz):
        return [dz * self.y, dz * self.x]
