# expect: right
# why: plain Python: loops and lists, no numpy
import math


class Neuron:
    def __init__(self, weights, bias):
        self.w = [float(w) for w in weights]
        self.b = float(bias)

    def forward(self, inputs):
        self.a = [float(v) for v in inputs]
        total = self.b
        for a, w in zip(self.a, self.w):
            total += a * w
        self.out = 1 / (1 + math.exp(-total))
        return self.out

    def backward(self, dout):
        d = dout * self.out * (1 - self.out)
        return [d * w for w in self.w], [d * a for a in self.a], d
