# expect: right
# why: a base class for activations, super().__init__(), heaviside
class Activation:
    def __init__(self):
        self.cache = {}

    def __call__(self, x):
        return self.forward(x)


class Relu(Activation):
    def __init__(self):
        super().__init__()

    def forward(self, x):
        self.cache["step"] = np.heaviside(x, 0)
        return x * self.cache["step"]

    def backward(self, dout):
        return np.multiply(dout, self.cache["step"])
