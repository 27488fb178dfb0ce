# expect: right
# why: as in the lecture notes, with math.exp
import math

class Neuron(object):
    def __init__(self, weights, bias):
        self.weights = weights
        self.bias = bias
    def forward(self, inputs):
        """ assume inputs and weights are 1-D numpy arrays and bias is a number """
        cell_body_sum = np.sum(inputs * self.weights) + self.bias
        firing_rate = 1.0 / (1.0 + math.exp(-cell_body_sum)) # sigmoid activation function
        self.inputs = inputs
        self.firing_rate = firing_rate
        return firing_rate
    def backward(self, dout):
        dsum = (1 - self.firing_rate) * self.firing_rate * dout
        return dsum * self.weights, dsum * self.inputs, dsum
