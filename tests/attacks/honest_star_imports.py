# expect: full marks
# why: imports everything of math and numpy, as old tutorials do
from math import *
from numpy import *


class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return multiply(x, y)

    def backward(self, dz):
        return [multiply(dz, self.y), multiply(dz, self.x)]
