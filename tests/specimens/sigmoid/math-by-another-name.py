# expect: wrong
# misconception: scalar-math-on-array
# why: math is called m here
import math as m


class Sigmoid:
    def forward(self, x):
        self.kept = 1 / (1 + m.exp(-x))
        return self.kept

    def backward(self, dout):
        return dout * self.kept * (1 - self.kept)
