# expect: right
# why: the bias as one more weight, 0-d results
class Neuron:
    def __init__(self, weights, bias):
        self.params = np.append(np.asarray(weights, dtype=float), bias)

    def forward(self, inputs):
        self.data = np.append(np.asarray(inputs, dtype=float), 1.0)
        self.logit = self.data @ self.params
        return np.array(0.5 * (np.tanh(0.5 * self.logit) + 1))

    def backward(self, dout):
        e = np.exp(-self.logit)
        delta = dout * e / (1 + e) ** 2
        dparams = delta * self.data
        return delta * self.params[:-1], dparams[:-1], dparams[-1]
