# assignment: ps2
# why: the answer stands in the read-only first cell, and the answer cell leans on it
# earns: 0
# skipped: changed: it ran as it was handed out

# %% setup
import numpy as np

from autograder.selfcheck import check


class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dz):
        return [dz * self.y, dz * self.x]


# %% multiply_gate
class MultiplyGate(MultiplyGate):
    pass
