# expect: wrong
# misconception: activation-missing
# why: forward returns the sum
class Neuron:
    def __init__(self, weights, bias):
        self.weights = weights
        self.bias = bias

    def forward(self, inputs):
        self.inputs = inputs
        s = np.sum(inputs * self.weights) + self.bias
        self.rate = s
        return self.rate

    def backward(self, dout):
        ds = dout * self.rate * (1.0 - self.rate)
        dinputs = ds * self.weights
        dweights = ds * self.inputs
        dbias = ds
        return dinputs, dweights, dbias
