# expect: wrong
# misconception: scalar-math-on-array
# why: exp is taken out of math, and backward raises in consequence
from math import exp


class Sigmoid:
    def forward(self, x):
        self.kept = 1 / (1 + exp(-x))
        return self.kept

    def backward(self, dout):
        return dout * self.kept * (1 - self.kept)
