# expect: full marks
# why: returns its gradients as a named tuple
from collections import namedtuple

Gradients = namedtuple("Gradients", "dx dy")


class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dz):
        return Gradients(dz * self.y, dz * self.x)
