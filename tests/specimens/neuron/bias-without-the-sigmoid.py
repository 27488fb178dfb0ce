# expect: wrong
# misconception: activation-grad-skipped
# why: dbias does not go through the sigmoid
class Neuron:
    def __init__(self, weights, bias):
        self.weights, self.bias = np.array(weights), bias

    def forward(self, inputs):
        self.inputs = np.array(inputs)
        self.rate = 1 / (1 + np.exp(-(self.inputs @ self.weights + self.bias)))
        return self.rate

    def backward(self, dout):
        ds = dout * self.rate * (1 - self.rate)
        return ds * self.weights, ds * self.inputs, dout
