"""Problem set 2, written in an editor."""

import numpy as np


class MultiplyGate:
    """A gate that multiplies its two inputs."""

    def forward(self, x, y):
        """Return z = x * y and remember what backward needs."""
        self.x, self.y = x, y
        return self.x * self.y

    def backward(self, dz):
        """Return [dx, dy] for the upstream gradient dz."""
        return [dz * self.y, dz * self.x]


class AddGate:
    """A gate that adds its two inputs."""

    def forward(self, x, y):
        """Return z = x + y."""
        return x + y

    def backward(self, dz):
        """Return [dx, dy] for the upstream gradient dz."""
        return [dz, dz]


class MaxGate:
    """A gate that lets the larger of its two inputs through."""

    def forward(self, x, y):
        """Return the larger input, element by element, and remember what backward needs."""
        self.x_is_larger = x > y
        return np.maximum(x, y)

    def backward(self, dz):
        """Return [dx, dy] for the upstream gradient dz."""
        return [dz * self.x_is_larger, dz * (1 - self.x_is_larger)]


class Neuron:
    """A neuron with a sigmoid: rate = sigmoid(sum(inputs * weights) + bias)."""

    def __init__(self, weights, bias):
        self.weights = weights
        self.bias = bias

    def forward(self, inputs):
        """Return the firing rate for 1-D inputs and remember what backward needs."""
        self.inputs = inputs
        total = np.sum(inputs * self.weights) + self.bias
        self.rate = 1.0 / (1.0 + np.exp(-total))
        return self.rate

    def backward(self, dout):
        """Return (dinputs, dweights, dbias) for the upstream gradient dout."""
        dtotal = dout * self.rate * (1 - self.rate)
        return self.weights * dtotal, self.inputs * dtotal, dtotal


def staged(x, y):
    """Return (f, dx, dy) for f = (x + sigmoid(y)) / (sigmoid(x) + (x + y)**2)."""
    sigx = 1 / (1 + np.exp(-x))
    sigy = 1 / (1 + np.exp(-y))
    num = x + sigy
    den = sigx + (x + y) ** 2
    f = num / den

    dnum = 1 / den
    dden = -num / den ** 2
    dx = dnum + dden * (sigx * (1 - sigx) + 2 * (x + y))
    dy = dnum * sigy * (1 - sigy) + dden * 2 * (x + y)
    return f, dx, dy


def matmul_forward(W, X):
    """Return D = W X."""
    return W @ X


def matmul_backward(W, X, dD):
    """Return (dW, dX) for the upstream gradient dD, which has the shape of W @ X."""
    dW = dD @ X.T
    dX = W.T @ dD
    return dW, dX
