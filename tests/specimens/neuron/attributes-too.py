# expect: right
# why: sets the gradients as attributes too, einsum, keyword names
class Neuron:
    def __init__(self, weights: np.ndarray, bias: float) -> None:
        self.weights, self.bias = np.asarray(weights), bias
        self.dweights = self.dbias = None

    def forward(self, inputs: np.ndarray) -> float:
        self.inputs = np.asarray(inputs)
        self.z = float(np.einsum("i,i->", self.weights, self.inputs)) + self.bias
        self.rate = float(1 / (1 + np.exp(-self.z)))
        return self.rate

    def backward(self, dout: float):
        grad = dout * self.rate * (1 - self.rate)
        self.dweights = grad * self.inputs
        self.dbias = grad
        self.dinputs = grad * self.weights
        return (self.dinputs, self.dweights, self.dbias)
