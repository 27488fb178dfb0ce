# expect: wrong
# share: 0.875
# misconception: stale-cache
# why: the first inputs are kept
class Neuron:
    def __init__(self, weights, bias):
        self.weights = weights
        self.bias = bias

    def forward(self, inputs):
        if not hasattr(self, 'inputs'):
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
