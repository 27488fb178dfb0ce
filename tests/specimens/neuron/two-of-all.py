# expect: wrong
# misconception: returns-swapped-order
# why: two mistakes: exchanged, and without the upstream gradient
class Neuron:
    def __init__(self, weights, bias):
        self.w, self.b = np.array(weights), bias
    def act(self, z):
        return 1.0 / (1.0 + np.exp(-z))
    def forward(self, inputs):
        self.i = np.array(inputs)
        self.a = self.act(self.i.dot(self.w) + self.b)
        return self.a
    def backward(self, dout):
        delta = self.a * (1 - self.a)
        return delta * self.i, delta * self.w, delta
