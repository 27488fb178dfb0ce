# expect: wrong
# misconception: nothing
# why: forward raises, and what it has not stored is a consequence
class Neuron:
    def __init__(self, weights, bias):
        self.weights = np.asarray(weights)
        self.bias = bias
    def forward(self, inputs):
        self.inputs = np.asarray(inputs)
        s = np.sum(self.inputs, self.weights) + self.bias
        self.rate = 1 / (1 + np.exp(-s))
        return self.rate
    def backward(self, dout):
        ds = dout * self.rate * (1 - self.rate)
        return ds * self.weights, ds * self.inputs, ds
