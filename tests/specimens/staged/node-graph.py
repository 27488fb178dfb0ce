# expect: right
# why: a tiny graph of nodes that is walked back
import math


class Node:
    def __init__(self, value, parents=()):
        self.value = value
        self.parents = parents
        self.grad = 0.0

    def __add__(self, other):
        return Node(self.value + other.value, ((self, 1.0), (other, 1.0)))

    def __truediv__(self, other):
        return Node(self.value / other.value, ((self, 1 / other.value), (other, -self.value / other.value**2)))

    def square(self):
        return Node(self.value**2, ((self, 2 * self.value),))

    def sigmoid(self):
        s = 1 / (1 + math.exp(-self.value))
        return Node(s, ((self, s * (1 - s)),))

    def push(self, upstream):
        self.grad += upstream
        for parent, local in self.parents:
            parent.push(upstream * local)


def staged(x, y):
    nx, ny = Node(float(x)), Node(float(y))
    f = (nx + ny.sigmoid()) / (nx.sigmoid() + (nx + ny).square())
    f.push(1.0)
    return f.value, nx.grad, ny.grad
