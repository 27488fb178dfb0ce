# expect: wrong
# misconception: hard-coded-size
# why: the three products of the example are written out
class Neuron:
    def __init__(self, weights, bias):
        self.weights, self.bias = np.array(weights), bias

    def forward(self, inputs):
        self.inputs, w = np.array(inputs), self.weights
        s = inputs[0] * w[0] + inputs[1] * w[1] + inputs[2] * w[2] + self.bias
        self.rate = 1 / (1 + np.exp(-s))
        return self.rate

    def backward(self, dout):
        ds = dout * self.rate * (1 - self.rate)
        return ds * self.weights, ds * self.inputs, ds
