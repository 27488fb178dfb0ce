# expect: wrong
# misconception: mul-not-swapped
# why: dinputs is the inputs times ds; the others are right
class Neuron:
    def __init__(self, weights, bias):
        self.weights, self.bias = np.array(weights), bias

    def forward(self, inputs):
        self.inputs = np.array(inputs)
        self.rate = 1 / (1 + np.exp(-(self.inputs @ self.weights + self.bias)))
        return self.rate

    def backward(self, dout):
        ds = dout * self.rate * (1 - self.rate)
        return ds * self.inputs, ds * self.inputs, ds
