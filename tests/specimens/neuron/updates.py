# expect: wrong
# share: 0.5
# misconception: mutates-parameters
# why: a training step inside backward
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
        dweights = ds * self.inputs
        dbias = ds
        self.weights = self.weights - 0.1 * dweights
        self.bias = self.bias - 0.1 * dbias
        return dinputs, dweights, dbias
