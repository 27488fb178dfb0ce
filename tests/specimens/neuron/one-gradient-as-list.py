# expect: wrong
# misconception: returns-single
# why: three numbers, which are one gradient and not three
class Neuron:
    def __init__(self, weights, bias):
        self.weights, self.bias = np.array(weights), bias

    def forward(self, inputs):
        self.inputs = np.array(inputs)
        self.rate = 1 / (1 + np.exp(-(self.inputs @ self.weights + self.bias)))
        return self.rate

    def backward(self, dout):
        d = dout * self.rate * (1 - self.rate)
        return [d * w for w in self.weights]
