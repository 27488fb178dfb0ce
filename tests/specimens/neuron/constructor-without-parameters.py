# expect: wrong
# misconception: -
# why: weights drawn by the neuron itself
class Neuron:
    def __init__(self):
        self.weights = np.ones(2)
        self.bias = 0.0

    def forward(self, inputs):
        self.inputs = inputs
        s = np.sum(inputs * self.weights) + self.bias
        self.rate = 1.0 / (1.0 + np.exp(-s))
        return self.rate

    def backward(self, dout):
        ds = dout * self.rate * (1.0 - self.rate)
        dinputs = ds * self.weights
        dweights = ds * self.inputs
        dbias = ds
        return dinputs, dweights, dbias
