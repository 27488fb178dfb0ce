# expect: wrong
# misconception: attribute-name-mismatch
# why: kept as i, read as inputs
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
        delta = dout * self.a * (1 - self.a)
        return delta * self.w, delta * self.inputs, delta
