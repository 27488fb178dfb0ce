# expect: wrong
# misconception: returns-single
# why: the bias has been left out, and is no zero
class Neuron:
    def __init__(self, weights, bias):
        self.weights, self.bias = np.array(weights), bias

    def forward(self, inputs):
        self.inputs = np.array(inputs)
        self.rate = 1 / (1 + np.exp(-(self.inputs @ self.weights + self.bias)))
        return self.rate

    def backward(self, dout):
        d = dout * self.rate * (1 - self.rate)
        return d * self.weights, d * self.inputs
