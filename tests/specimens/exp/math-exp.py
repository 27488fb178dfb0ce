# expect: wrong
# share: 0.75
# misconception: scalar-math-on-array
# why: math.exp cannot take an array of several elements
# before: variable, function
import math


class Exp(Function):
    def forward(self, x):
        return math.exp(x)

    def backward(self, gy):
        return math.exp(self.input.data) * gy
