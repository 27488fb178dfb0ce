# expect: wrong
# misconception: scalar-math-on-array
# why: math.exp takes one number only
import math


class Sigmoid:
    def forward(self, x):
        self.out = 1 / (1 + math.exp(-x))
        return self.out

    def backward(self, dout):
        return dout * (1.0 - self.out) * self.out
