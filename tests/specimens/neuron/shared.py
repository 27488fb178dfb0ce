# expect: wrong
# share: 0.625
# misconception: shared-class-state
# why: rate and inputs kept on the class
class Neuron:
    def __init__(self, weights, bias):
        self.weights = weights
        self.bias = bias

    def forward(self, inputs):
        Neuron.inputs = inputs
        s = np.sum(inputs * self.weights) + self.bias
        Neuron.rate = 1.0 / (1.0 + np.exp(-s))
        return Neuron.rate

    def backward(self, dout):
        ds = dout * Neuron.rate * (1.0 - Neuron.rate)
        dinputs = ds * self.weights
        dweights = ds * Neuron.inputs
        dbias = ds
        return dinputs, dweights, dbias
