# expect: wrong
# misconception: returns-swapped-order
# why: the gradients, named rightly, are listed with that of the weights first
class Neuron:
    def __init__(self, weights, bias):
        self.weights, self.bias = np.array(weights), bias

    def forward(self, inputs):
        self.inputs = np.array(inputs)
        self.rate = 1 / (1 + np.exp(-(self.inputs @ self.weights + self.bias)))
        return self.rate

    def backward(self, dout):
        ds = dout * self.rate * (1 - self.rate)
        grad_w = ds * self.inputs
        grad_x = ds * self.weights
        grad_b = ds
        return grad_w, grad_x, grad_b
