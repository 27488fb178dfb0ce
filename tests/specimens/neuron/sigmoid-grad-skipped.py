# expect: wrong
# misconception: activation-grad-skipped
# why: straight through the sigmoid
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
        ds = dout
        dinputs = ds * self.weights
        dweights = ds * self.inputs
        dbias = ds
        return dinputs, dweights, dbias
