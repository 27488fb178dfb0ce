# expect: right
# why: super(), a dictionary of parameters, gradients as properties, also one vector
class Layer:
    def __init__(self, **params):
        self.params = params
        self.grads = {}

    @property
    def dW(self):
        return self.grads["W"]

    @property
    def db(self):
        return self.grads["b"]


class Affine(Layer):
    def __init__(self, W, b):
        super().__init__(W=W, b=b)

    def forward(self, x):
        self.x = np.atleast_2d(x)
        self.shape = np.shape(x)
        out = self.x @ self.params["W"] + self.params["b"]
        return out if len(self.shape) > 1 else out[0]

    def backward(self, dout):
        dout = np.atleast_2d(dout)
        self.grads["W"] = self.x.transpose() @ dout
        self.grads["b"] = np.ones(len(dout)) @ dout
        return (dout @ self.params["W"].transpose()).reshape(self.shape)
