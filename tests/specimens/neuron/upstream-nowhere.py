# expect: wrong
# misconception: upstream-ignored
# why: dout stands nowhere, and the bias has a slope of one besides
class Neuron:
    def __init__(self, weights, bias):
        self.weights = weights
        self.bias = bias
    def sigmoid(self, v):
        return 1.0 / (1.0 + np.exp(-v))
    def forward(self, inputs):
        self.inputs = inputs
        self.f = self.sigmoid(np.dot(inputs, self.weights) + self.bias)
        return self.f
    def backward(self, dout):
        ddot = self.f * (1 - self.f)
        return ddot * self.weights, ddot * self.inputs, 1.0
