# expect: right
# why: built of a linear part and an activation part
class Linear:
    def __init__(self, w, b):
        self.w, self.b = np.array(w), b

    def forward(self, x):
        self.x = np.array(x)
        return self.w.dot(self.x) + self.b

    def backward(self, d):
        return d * self.w, d * self.x, d


class Sigmoid:
    def forward(self, s):
        self.y = np.reciprocal(1 + np.exp(-s))
        return self.y

    def backward(self, d):
        return d * (self.y - self.y ** 2)


class Neuron:
    def __init__(self, weights, bias):
        self.linear, self.activation = Linear(weights, bias), Sigmoid()

    def forward(self, inputs):
        return self.activation.forward(self.linear.forward(inputs))

    def backward(self, dout):
        return self.linear.backward(self.activation.backward(dout))
