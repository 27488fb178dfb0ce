# expect: wrong
# share: 0.9375
# misconception: dtype-int-truncation
# why: dweights written into an array of the inputs' type
class Neuron:
    def __init__(self, weights, bias):
        self.weights = weights
        self.bias = bias

    def forward(self, inputs):
        self.inputs = inputs
        s = np.sum(inputs * self.weights) + self.bias
        self.rate = 1.0 / (1.0 + np.exp(-s))
        return self.rate

    def backward(self, dout):
        ds = dout * self.rate * (1.0 - self.rate)
        dinputs = ds * self.weights
        dweights = np.zeros_like(self.inputs)
        dweights[:] = ds * self.inputs
        dbias = ds
        return dinputs, dweights, dbias
