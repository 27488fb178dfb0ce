# expect: wrong
# misconception: sigmoid-grad-of-input
# why: s (1 - s)
class Neuron:
    def __init__(self, weights, bias):
        self.weights = weights
        self.bias = bias

    def forward(self, inputs):
        self.inputs = inputs
        s = np.sum(inputs * self.weights) + self.bias
        self.s = s
        self.rate = 1.0 / (1.0 + np.exp(-s))
        return self.rate

    def backward(self, dout):
        ds = dout * self.s * (1.0 - self.s)
        dinputs = ds * self.weights
        dweights = ds * self.inputs
        dbias = ds
        return dinputs, dweights, dbias
