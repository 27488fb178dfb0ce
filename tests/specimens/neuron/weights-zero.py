# expect: wrong
# misconception: forward-wrong-op
# why: the weights are not kept; backward is right for that forward
class Neuron:
    def __init__(self, weights, bias):
        self.weights = np.zeros(3)
        self.bias = bias
    def forward(self, inputs):
        self.inputs = np.asarray(inputs)
        s = np.sum(self.inputs * self.weights) + self.bias
        self.rate = 1 / (1 + np.exp(-s))
        return self.rate
    def backward(self, dout):
        ds = dout * self.rate * (1 - self.rate)
        return ds * self.weights, ds * self.inputs, ds
