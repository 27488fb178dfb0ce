# assignment: ps2
# why: the gates of the lecture notes in a script
# right: multiply_gate, add_gate, neuron

# %%
import numpy as np

# %%
class MultiplyGate(object):
    def forward(self, x, y):
        z = x * y
        self.x = x  # must keep these around!
        self.y = y
        return z

    def backward(self, dz):
        dx = self.y * dz
        dy = self.x * dz
        return [dx, dy]

# %%
class AddGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [1 * dz, 1 * dz]

# %%
class Neuron(object):
    def __init__(self, weights, bias):
        self.weights = weights
        self.bias = bias

    def forward(self, inputs):
        self.inputs = inputs
        cell_body_sum = np.sum(inputs * self.weights) + self.bias
        self.rate = 1.0 / (1.0 + np.exp(-cell_body_sum))
        return self.rate

    def backward(self, dout):
        ds = dout * self.rate * (1 - self.rate)
        return ds * self.weights, ds * self.inputs, ds
